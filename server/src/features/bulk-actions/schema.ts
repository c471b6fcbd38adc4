import Type, { type Static } from 'typebox'

const Locales = Type.Array(Type.String({ maxLength: 12 }), { minItems: 1, maxItems: 50, uniqueItems: true })

const Act = Type.Union([
  Type.Object(
    { kind: Type.Enum(['publish', 'unpublish']), locales: Type.Optional(Locales) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('trash'),
      force: Type.Optional(Type.Boolean({ description: 'Although other entries point to them' })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('set'),
      field: Type.String({ maxLength: 40 }),
      locale: Type.Optional(Type.String({ maxLength: 12 })),
      value: Type.Unsafe<unknown>({ description: 'A value of the field; null empties it' }),
    },
    { additionalProperties: false },
  ),
])

export const NewBulkAction = Type.Object(
  {
    type: Type.String({ maxLength: 40, description: 'Key of the content type' }),
    ids: Type.Optional(
      Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 1000, uniqueItems: true }),
    ),
    filter: Type.Optional(
      Type.Unsafe<Record<string, unknown>>({
        type: 'object',
        additionalProperties: true,
        description: 'As in a query; without it and without ids: all entries of the type',
      }),
    ),
    search: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    action: Act,
    start: Type.Optional(
      Type.Boolean({ description: 'false: only freezes what is chosen, and waits an hour to be started' }),
    ),
  },
  { title: 'NewBulkAction', additionalProperties: false },
)
export type NewBulkAction = Static<typeof NewBulkAction>

const Moment = Type.String({ format: 'date-time' })
export const BulkAction = Type.Object(
  {
    id: Type.String(),
    type: Type.String(),
    action: Type.Object({ kind: Type.Enum(['publish', 'unpublish', 'trash', 'set', 'undo']) }),
    status: Type.Enum(['frozen', 'waiting', 'running', 'done', 'cancelled', 'failed']),
    total: Type.Integer({ description: 'Entries that were chosen' }),
    done: Type.Integer(),
    skipped: Type.Integer({ description: 'There was nothing to do' }),
    refused: Type.Integer(),
    error: Type.Union([Type.String(), Type.Null()]),
    undoOf: Type.Union([Type.String(), Type.Null()]),
    canUndo: Type.Boolean(),
    createdAt: Moment,
    expiresAt: Type.String({ format: 'date-time', description: 'Until when it can be started, or undone' }),
    finishedAt: Type.Union([Moment, Type.Null()]),
  },
  { title: 'BulkAction', additionalProperties: false },
)
export type BulkAction = Static<typeof BulkAction>
