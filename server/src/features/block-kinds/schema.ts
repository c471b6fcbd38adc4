import Type, { type Static } from 'typebox'
import { BlockKindDefinition, Field, Words } from '@dozo/content-model/definition'
import { Step, UpdateQuery } from '#features/content-types/schema.ts'

export const BlockKind = Type.Object(
  {
    key: Type.String(),
    name: Words,
    fields: Type.Array(Field),
    types: Type.Array(Type.String(), {
      description: 'Content types that use it, directly or within another shared block',
    }),
    kinds: Type.Array(Type.String(), { description: 'Shared blocks whose own fields use it' }),
    etag: Type.Integer(),
  },
  { title: 'BlockKind', additionalProperties: false },
)
export type BlockKind = Static<typeof BlockKind>

export { BlockKindDefinition, Step, UpdateQuery }
