import Type, { type Static } from 'typebox'
import { Moment, Person, Values } from './schema.ts'

export const Version = Type.Object(
  {
    version: Type.Integer(),
    kind: Type.Enum(['save', 'publish', 'restore', 'import']),
    at: Moment,
    by: Person,
    note: Type.Union([Type.String(), Type.Null()]),
    live: Type.Boolean(),
    open: Type.Boolean({ description: 'Still being written at: what is saved by itself goes into it' }),
    values: Type.Optional(Values),
  },
  { title: 'Version', additionalProperties: false },
)
export type Version = Static<typeof Version>

export const CompareQuery = Type.Object(
  { from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
)
const Place = Type.Union([Type.Integer(), Type.Null()])
export const Difference = Type.Object(
  {
    field: Type.String(),
    locale: Type.Optional(Type.String()),
    before: Type.Any(),
    after: Type.Any(),
    blocks: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.String(),
            kind: Type.String(),
            change: Type.Enum(['added', 'removed', 'moved', 'changed']),
            from: Place,
            to: Place,
          },
          { additionalProperties: false },
        ),
        { description: 'Of a field of blocks: what became of each block, with its places counted from 0' },
      ),
    ),
  },
  { title: 'Difference', additionalProperties: false },
)
export type Difference = Static<typeof Difference>
export const RestoreBody = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    fields: Type.Optional(
      Type.Array(
        Type.Object(
          { field: Type.String({ maxLength: 40 }), locale: Type.Optional(Type.String({ maxLength: 12 })) },
          { additionalProperties: false },
        ),
        {
          minItems: 1,
          maxItems: 200,
          description: 'Only these fields, a localised one in one language or in all; everything otherwise',
        },
      ),
    ),
  },
  { title: 'RestoreBody', additionalProperties: false },
)
export type RestoreBody = Static<typeof RestoreBody>
