import Type, { type Static } from 'typebox'

const Moment = Type.String({ format: 'date-time' })

export const Import = Type.Object(
  {
    id: Type.String(),
    type: Type.String(),
    status: Type.Enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    dryRun: Type.Boolean(),
    total: Type.Union([Type.Integer(), Type.Null()]),
    done: Type.Integer(),
    created: Type.Integer(),
    updated: Type.Integer(),
    skipped: Type.Integer(),
    failed: Type.Integer(),
    error: Type.Union([Type.String(), Type.Null()]),
    createdAt: Moment,
    startedAt: Type.Union([Moment, Type.Null()]),
    finishedAt: Type.Union([Moment, Type.Null()]),
  },
  { title: 'Import', additionalProperties: false },
)
export type Import = Static<typeof Import>

export const ImportQuery = Type.Object(
  {
    type: Type.String({ maxLength: 40, description: 'Content type that the lines become entries of' }),
    mode: Type.Optional(
      Type.Enum(['upsert', 'create', 'update'], { description: 'What to do with keys that exist or do not' }),
    ),
    key: Type.Optional(
      Type.String({
        maxLength: 100,
        description: 'Name in the lines that holds the key; default: the key field',
      }),
    ),
    mapping: Type.Optional(
      Type.String({
        maxLength: 4000,
        description: 'JSON: field (or field.language) to name in the lines, {"title.ja": "name"}',
      }),
    ),
    locale: Type.Optional(
      Type.String({ maxLength: 12, description: 'Language of plain values of localised fields' }),
    ),
    publish: Type.Optional(Type.Boolean({ description: 'Publish what was imported' })),
    dryRun: Type.Optional(Type.Boolean({ description: 'Check every line, write nothing' })),
    createMissing: Type.Optional(
      Type.Boolean({
        description: 'Make entries for relations to keys that do not exist, with the key as title',
      }),
    ),
  },
  { additionalProperties: false },
)
export type ImportQuery = Static<typeof ImportQuery>

export const ExportQuery = Type.Object(
  { type: Type.String({ maxLength: 40 }), stage: Type.Optional(Type.Enum(['work', 'live'])) },
  { additionalProperties: false },
)
export type ExportQuery = Static<typeof ExportQuery>
