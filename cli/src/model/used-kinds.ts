import type { BlockKindDefinition, ContentType, ContentTypeDefinition } from '@dozo/client'
import type { WrittenDefinition, WrittenKind } from '@dozo/content-model/definition'
import { withSharedKinds } from '@dozo/content-model/shared-kinds'

/** A definition with these shared blocks filled in where it names them. */
export const filledWith = <T extends ContentTypeDefinition>(
  type: T,
  kinds: readonly BlockKindDefinition[],
): T =>
  withSharedKinds(type as unknown as WrittenDefinition, kinds as unknown as WrittenKind[]) as unknown as T

/** A type with the shared blocks that it uses filled in. */
export const withUsedKinds = (type: ContentType): ContentType => filledWith(type, type.usedKinds)
