import Type, { type Static } from 'typebox'

const Moment = Type.String({ format: 'date-time' })

const form = {
  format: Type.Optional(
    Type.Enum(['ndjson', 'csv', 'xlsx'], { description: 'Form of the file; default: by its content type' }),
  ),
  encoding: Type.Optional(
    Type.Enum(['utf-8', 'cp932'], { description: 'Of a CSV; cp932 is the Shift_JIS of Windows and Excel' }),
  ),
}

/** What whoever imports chooses, for this file and perhaps for the next one of its kind. */
const choices = {
  ...form,
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
      maxLength: 8000,
      description:
        'JSON: field, field.language, id, key, parent, path or position to the name in the lines or the number of the column, {"title.ja": "name", "key": 1}; null leaves out',
    }),
  ),
  locale: Type.Optional(
    Type.String({ maxLength: 12, description: 'Language of plain values of localised fields' }),
  ),
  publish: Type.Optional(Type.Boolean({ description: 'Publish what was imported' })),
  createMissing: Type.Optional(
    Type.Boolean({
      description:
        'Make entries for relations to keys that do not exist, and for parents in a path, with the key as title',
    }),
  ),
}

export const Import = Type.Object(
  {
    id: Type.String(),
    type: Type.String(),
    options: Type.Object(choices, { additionalProperties: false }),
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
    hasRefused: Type.Boolean({ description: 'Refused lines can be had as they were sent' }),
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
    ...choices,
    type: Type.String({ maxLength: 40, description: 'Content type that the lines become entries of' }),
    dryRun: Type.Optional(Type.Boolean({ description: 'Check every line, write nothing' })),
  },
  { additionalProperties: false },
)
export type ImportQuery = Static<typeof ImportQuery>

export const PreviewQuery = Type.Object(
  {
    type: ImportQuery.properties.type,
    format: Type.Optional(
      Type.Enum(['ndjson', 'csv', 'xlsx'], { description: 'Form of the file; default: by what it holds' }),
    ),
    encoding: Type.Optional(
      Type.Enum(['utf-8', 'cp932'], { description: 'Of a CSV; default: by what it holds' }),
    ),
  },
  { additionalProperties: false },
)
export type PreviewQuery = Static<typeof PreviewQuery>

export const ImportPreview = Type.Object(
  {
    format: Type.Enum(['ndjson', 'csv', 'xlsx']),
    encoding: Type.Union([Type.Enum(['utf-8', 'cp932']), Type.Null()]),
    byteOrderMark: Type.Boolean(),
    rows: Type.Integer({ description: 'Lines that were looked at, without the head of a table' }),
    whole: Type.Boolean({ description: 'There are no more lines than those' }),
    fixed: Type.Boolean({
      description: 'Lines as an export writes them: they say themselves where values go',
    }),
    columns: Type.Array(
      Type.Object(
        {
          number: Type.Integer({ description: 'From 1' }),
          name: Type.String(),
          samples: Type.Array(Type.String()),
          target: Type.Union([Type.String(), Type.Null()], {
            description: 'As a mapping writes it: title.ja, key; null: nothing takes it',
          }),
          known: Type.Boolean({ description: 'An import without a mapping would not refuse this name' }),
          nearest: Type.Union([Type.String(), Type.Null()], { description: 'Target with a similar name' }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { title: 'ImportPreview', additionalProperties: false },
)
export type ImportPreview = Static<typeof ImportPreview>

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
