import Type, { type Static } from 'typebox'
import { Waiting } from './schedule-schema.ts'

export const Person = Type.Union([
  Type.Object(
    { id: Type.String(), name: Type.Union([Type.String(), Type.Null()]) },
    { additionalProperties: false },
  ),
  Type.Null(),
])
export const Moment = Type.String({ format: 'date-time' })
export const Values = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

export const Entry = Type.Object(
  {
    id: Type.String(),
    number: Type.Integer({ description: 'Small number, one of its kind in the site' }),
    type: Type.String({ description: 'Key of the content type' }),
    key: Type.Union([Type.String(), Type.Null()]),
    status: Type.Enum(['draft', 'live', 'changed']),
    title: Type.String({ description: 'Name for lists, in the default language' }),
    etag: Type.Integer(),
    version: Type.Integer({ description: 'Newest version' }),
    liveVersion: Type.Union([Type.Integer(), Type.Null()]),
    locales: Type.Array(Type.String(), { description: 'Languages that are live' }),
    languages: Type.Record(Type.String(), Type.Enum(['live', 'changed', 'draft', 'empty']), {
      description: 'What has become of each language; none where nothing is localised',
    }),
    schedules: Type.Array(Waiting, { description: 'What will happen by itself, the next first' }),
    liveFrom: Type.Union([Moment, Type.Null()]),
    liveUntil: Type.Union([Moment, Type.Null()]),
    values: Values,
    live: Type.Optional(Type.Union([Values, Type.Null()])),
    parent: Type.Union([Type.String(), Type.Null()]),
    position: Type.Integer(),
    createdAt: Moment,
    updatedAt: Moment,
    publishedAt: Type.Union([Moment, Type.Null()]),
    createdBy: Person,
    updatedBy: Person,
    can: Type.Object(
      { update: Type.Boolean(), publish: Type.Boolean(), delete: Type.Boolean() },
      { additionalProperties: false },
    ),
  },
  { title: 'Entry', additionalProperties: false },
)
export type Entry = Static<typeof Entry>

const Key = Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()])
const EntryId = Type.Union([Type.String({ format: 'uuid' }), Type.Null()])

export const NewEntry = Type.Object(
  {
    type: Type.String({ maxLength: 40 }),
    values: Values,
    key: Type.Optional(Key),
    parent: Type.Optional(EntryId),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    publish: Type.Optional(Type.Boolean()),
  },
  { title: 'NewEntry', additionalProperties: false },
)
export type NewEntry = Static<typeof NewEntry>

export const EntryChange = Type.Object(
  {
    values: Type.Optional(Values),
    key: Type.Optional(Key),
    parent: Type.Optional(EntryId),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    note: Type.Optional(Type.String({ maxLength: 500 })),
    sitting: Type.Optional(
      Type.Enum(['on', 'end'], {
        description:
          'Saved while somebody writes. on: into the version of their sitting, which is told of when it ends; end: the last save of it',
      }),
    ),
  },
  { title: 'EntryChange', additionalProperties: false, minProperties: 1 },
)
export type EntryChange = Static<typeof EntryChange>

export const PublishOptions = Type.Object(
  {
    locales: Type.Optional(
      Type.Array(Type.String({ maxLength: 12 }), { minItems: 1, maxItems: 50, uniqueItems: true }),
    ),
    from: Type.Optional(Type.Union([Moment, Type.Null()])),
    until: Type.Optional(Type.Union([Moment, Type.Null()])),
  },
  { title: 'PublishOptions', additionalProperties: false },
)
export type PublishOptions = Static<typeof PublishOptions>

export const UnpublishOptions = Type.Object(
  {
    locales: Type.Optional(
      Type.Array(Type.String({ maxLength: 12 }), {
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        description: 'Only these languages; all of them otherwise',
      }),
    ),
  },
  { additionalProperties: false },
)
export type UnpublishOptions = Static<typeof UnpublishOptions>

export const EntryQuery = Type.Object({
  type: Type.String({ description: 'Key of the content type' }),
  stage: Type.Optional(Type.Enum(['work', 'live'])),
  search: Type.Optional(Type.String({ description: 'Words in any searchable field' })),
  filter: Type.Optional(Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })),
  sort: Type.Optional(Type.String({ description: 'Such as -updatedAt,title' })),
  fields: Type.Optional(Type.String({ description: 'Such as title,author.name' })),
  page: Type.Optional(
    Type.Object({
      size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      after: Type.Optional(Type.String()),
    }),
  ),
  count: Type.Optional(Type.Enum(['exact', 'estimated'])),
  locale: Type.Optional(Type.String()),
  fallback: Type.Optional(Type.Enum(['none', 'default'])),
})

export const ValidateQuery = Type.Object(
  { validate: Type.Optional(Type.Enum(['only'], { description: 'Check without saving' })) },
  { additionalProperties: false },
)
export const ForceQuery = Type.Object(
  { force: Type.Optional(Type.Boolean({ description: 'Delete although other entries point to it' })) },
  { additionalProperties: false },
)

export const MergeBody = Type.Object(
  { into: Type.String({ format: 'uuid', description: 'The entry that stays' }) },
  { title: 'MergeBody', additionalProperties: false },
)
export type MergeBody = Static<typeof MergeBody>
export const Merging = Type.Object(
  {
    from: Type.String(),
    into: Type.String(),
    references: Type.Integer({ description: 'Entries to be changed' }),
  },
  { title: 'Merging', additionalProperties: false },
)
export type Merging = Static<typeof Merging>

export const CopyEntryBody = Type.Object(
  { key: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) },
  { title: 'CopyEntryBody', additionalProperties: false },
)
export type CopyEntryBody = Static<typeof CopyEntryBody>

export const PreviewBody = Type.Object(
  {
    locale: Type.Optional(Type.String({ maxLength: 12 })),
    expiresAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'At most seven days from now; a day unless said otherwise',
      }),
    ),
  },
  { title: 'PreviewBody', additionalProperties: false },
)
export type PreviewBody = Static<typeof PreviewBody>
export const Preview = Type.Object(
  {
    token: Type.String({ description: 'Whoever has it reads this entry as it is being written' }),
    locale: Type.String(),
    expiresAt: Moment,
    url: Type.Union([Type.String(), Type.Null()], {
      description: 'The page of the front that shows it, where the site has set one for this type',
    }),
  },
  { title: 'Preview', additionalProperties: false },
)
export type Preview = Static<typeof Preview>

export const MoveBody = Type.Object(
  {
    before: Type.Optional(Type.String({ format: 'uuid' })),
    after: Type.Optional(Type.String({ format: 'uuid' })),
    place: Type.Optional(Type.Enum(['first', 'last'])),
    parent: Type.Optional(
      Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
        description: 'Below which entry, or at the root; only with place',
      }),
    ),
  },
  { title: 'MoveBody', additionalProperties: false, minProperties: 1 },
)
export type MoveBody = Static<typeof MoveBody>

export const Reference = Type.Object(
  { id: Type.String(), title: Type.String(), type: Type.String(), field: Type.String() },
  { title: 'Reference', additionalProperties: false },
)
export type Reference = Static<typeof Reference>

export const Reverse = Type.Object(
  { count: Type.Integer(), entries: Type.Array(Reference, { description: 'The newest first, 100 at most' }) },
  { title: 'Reverse', additionalProperties: false },
)
export type Reverse = Static<typeof Reverse>

export const ReferencesQuery = Type.Object(
  {
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    after: Type.Optional(Type.String({ maxLength: 100, description: 'meta.page.next of the page before' })),
  },
  { additionalProperties: false },
)
export type ReferencesQuery = Static<typeof ReferencesQuery>

export const SuggestionQuery = Type.Object(
  {
    type: Type.String({ maxLength: 40 }),
    field: Type.String({ maxLength: 40 }),
    q: Type.Optional(Type.String({ maxLength: 100, description: 'How the values begin' })),
    locale: Type.Optional(Type.String({ maxLength: 12 })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  },
  { additionalProperties: false },
)
export type SuggestionQuery = Static<typeof SuggestionQuery>

export const CountBody = Type.Object(
  {
    by: Type.Optional(
      Type.Integer({
        minimum: -1_000_000,
        maximum: 1_000_000,
        description: 'How much is added; 1 when it is left out',
      }),
    ),
  },
  { title: 'CountBody', additionalProperties: false },
)
export const Counted = Type.Object(
  { field: Type.String(), value: Type.Integer() },
  { title: 'Counted', additionalProperties: false },
)

export const SearchQuery = Type.Object(
  {
    q: Type.String({ minLength: 1, maxLength: 300 }),
    type: Type.Optional(Type.String({ maxLength: 40 })),
    locale: Type.Optional(Type.String({ maxLength: 12 })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)
export type SearchQuery = Static<typeof SearchQuery>
export const SearchHit = Type.Object(
  {
    entry: Entry,
    snippet: Type.String(),
    marks: Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }), {
      description: 'Where in the snippet the words stand: from and to, in UTF-16 units',
    }),
    score: Type.Number(),
  },
  { title: 'SearchHit', additionalProperties: false },
)
