import type { BlockKind, ContentType } from '@dozo/client'
import type { WrittenDefinition, WrittenKind } from '@dozo/content-model/definition'
import { tidy } from '@dozo/content-model/tidy'

/** A type as a file says it: without ids, counts and versions. Shared blocks are only named. */
export function writtenType(type: ContentType): WrittenDefinition {
  const {
    id: _id,
    entries: _entries,
    overflow: _overflow,
    usedKinds: _used,
    etag: _etag,
    ...definition
  } = type
  return tidy(definition) as unknown as WrittenDefinition
}

export const writtenKind = ({ key, name, fields }: BlockKind): WrittenKind =>
  tidy({ key, name, fields }) as unknown as WrittenKind
