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
    undo: Type.Union([
      Type.Object(
        {
          status: Type.Enum(['waiting', 'running', 'done', 'failed']),
          done: Type.Integer({ description: 'Entries taken back' }),
          kept: Type.Integer({ description: 'Entries left as they are, because they have changed since' }),
          error: Type.Union([Type.String(), Type.Null()]),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    canResume: Type.Boolean(),
    canUndo: Type.Boolean(),
    createdAt: Moment,
    startedAt: Type.Union([Moment, Type.Null()]),
    finishedAt: Type.Union([Moment, Type.Null()]),
  },
  { title: 'Import', additionalProperties: false },
)
export type Import = Static<typeof Import>

export const ImportQuery = Type.Object(
  {
    format: Type.Optional(
      Type.Enum(['ndjson', 'csv', 'xlsx'], { description: 'Form of the file; default: by its content type' }),
    ),
    encoding: Type.Optional(
      Type.Enum(['utf-8', 'cp932'], { description: 'Of a CSV; cp932 is the Shift_JIS of Windows and Excel' }),
    ),
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
        description:
          'Make entries for relations to keys that do not exist, and for parents in a path, with the key as title',
      }),
    ),
  },
  { additionalProperties: false },
)
export type ImportQuery = Static<typeof ImportQuery>

export const ExportQuery = Type.Object(
  {
    type: Type.String({ maxLength: 40 }),
    stage: Type.Optional(Type.Enum(['work', 'live'])),
    format: Type.Optional(Type.Enum(['ndjson', 'csv', 'xlsx'])),
    encoding: Type.Optional(
      Type.Enum(['utf-8', 'cp932'], {
        description:
          'Of a CSV. What cp932 does not have becomes &#x…;, counted in the last line of the report',
      }),
    ),
    filter: Type.Optional(
      Type.String({
        maxLength: 8192,
        description: 'JSON: only entries that meet it, {"title":{"contains":"x"}}',
      }),
    ),
    search: Type.Optional(
      Type.String({ maxLength: 200, description: 'Only entries in which these words are' }),
    ),
    fields: Type.Optional(Type.String({ maxLength: 4000, description: 'Only these fields, with commas' })),
    relations: Type.Optional(
      Type.Enum(['keys', 'ids'], {
        description:
          'How relations are written; keys (default) where there is one, so that the file can move',
      }),
    ),
    report: Type.Optional(
      Type.Enum(['unmapped'], {
        description: 'Instead of the file: the characters that cp932 does not have, as NDJSON',
      }),
    ),
  },
  { additionalProperties: false },
)
export type ExportQuery = Static<typeof ExportQuery>
