import Type, { type Static } from 'typebox'

const Security = Type.Enum(['open', 'token', 'member'])
const Origins = Type.Array(
  Type.String({ pattern: '^(\\*|https?://[a-z0-9.-]+(:\\d{1,5})?)$', maxLength: 200 }),
  {
    maxItems: 50,
    uniqueItems: true,
    description: 'Web origins whose pages may call; * is every origin',
  },
)
const ApiKey = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })
const Name = Type.String({ minLength: 1, maxLength: 100 })
const Moment = Type.String({ format: 'date-time' })

export const Api = Type.Object(
  {
    key: Type.String(),
    name: Type.String(),
    security: Security,
    origins: Type.Array(Type.String()),
    endpoints: Type.Integer(),
    url: Type.String({ description: 'Address of the API at the site door' }),
    etag: Type.Integer(),
  },
  { title: 'Api', additionalProperties: false },
)
export type Api = Static<typeof Api>

export const NewApi = Type.Object(
  {
    key: ApiKey,
    name: Name,
    security: Security,
    origins: Type.Optional(Origins),
  },
  { title: 'NewApi', additionalProperties: false },
)
export type NewApi = Static<typeof NewApi>

export const ApiChange = Type.Object(
  { name: Type.Optional(Name), security: Type.Optional(Security), origins: Type.Optional(Origins) },
  { title: 'ApiChange', additionalProperties: false, minProperties: 1 },
)
export type ApiChange = Static<typeof ApiChange>

const Path = Type.String({ minLength: 1, maxLength: 100, description: 'A field path such as author.name' })
const Paths = Type.Union([Type.Array(Path, { maxItems: 200, uniqueItems: true }), Type.Null()])
const settings = {
  path: Type.String({
    pattern: '^(/([a-z0-9][a-z0-9._-]*|\\{[a-z]+\\}))+$',
    maxLength: 200,
    description: 'Such as /articles or /articles/{id}',
  }),
  operation: Type.String({ maxLength: 60 }),
  type: Type.Optional(Type.String({ maxLength: 40 })),
  types: Type.Optional(
    Type.Union([
      Type.Array(Type.String({ maxLength: 40 }), {
        maxItems: 20,
        uniqueItems: true,
        description: 'Of search.all: the content types to look through',
      }),
      Type.Null(),
    ]),
  ),
  fields: Type.Optional(Paths),
  filters: Type.Optional(Paths),
  sorts: Type.Optional(Paths),
  filter: Type.Optional(
    Type.Union([
      Type.Unsafe<Record<string, unknown>>({
        type: 'object',
        description: 'Holds besides the caller’s filter',
      }),
      Type.Null(),
    ]),
  ),
  sort: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
  pageSize: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 100 }), Type.Null()])),
  maxPageSize: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 100 }), Type.Null()])),
  locale: Type.Optional(Type.Union([Type.String({ maxLength: 12 }), Type.Null()])),
  who: Type.Optional(
    Type.Union([
      Type.Object(
        { groups: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 50 })) },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
  ),
  cacheSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
  rights: Type.Optional(Type.Enum(['endpoint', 'caller'])),
  publish: Type.Optional(
    Type.Boolean({
      description: 'What callers write is public at once; otherwise a draft waits for somebody to look at it',
    }),
  ),
  own: Type.Optional(
    Type.Boolean({ description: 'Members change and delete only what they have made themselves' }),
  ),
  rateLimit: Type.Optional(
    Type.Union([
      Type.Object(
        {
          calls: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          seconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
        },
        {
          additionalProperties: false,
          description:
            'Calls that one caller may make in so many seconds; where strangers may write, 20 a minute unless said otherwise',
        },
      ),
      Type.Null(),
    ]),
  ),
  deprecated: Type.Optional(
    Type.Union([
      Type.Object(
        {
          since: Type.String({ format: 'date' }),
          sunset: Type.Optional(Type.String({ format: 'date', description: 'When it will be taken away' })),
          successor: Type.Optional(
            Type.String({
              pattern: '^(/|https://)[!-;=?-~]*$',
              maxLength: 500,
              description: 'Address of what takes its place',
            }),
          ),
        },
        { additionalProperties: false, description: 'Callers are told in headers and in the reference' },
      ),
      Type.Null(),
    ]),
  ),
}

export const EndpointInput = Type.Object(settings, { title: 'EndpointInput', additionalProperties: false })
export type EndpointInput = Static<typeof EndpointInput>

export const Endpoint = Type.Object(
  { ...settings, id: Type.String(), etag: Type.Integer(), url: Type.String() },
  { title: 'Endpoint', additionalProperties: false },
)
export type Endpoint = Static<typeof Endpoint>

export const CopyBody = Type.Object(
  { key: ApiKey, name: Type.Optional(Name) },
  { title: 'CopyApiBody', additionalProperties: false },
)
export type CopyBody = Static<typeof CopyBody>

const Names = Type.Array(Type.String(), { description: 'Operation and path of endpoints' })
export const ApiVersion = Type.Object(
  {
    version: Type.Integer(),
    createdAt: Moment,
    createdBy: Type.String(),
    settingsChanged: Type.Boolean({ description: 'Name, security or origins' }),
    added: Names,
    changed: Names,
    removed: Names,
    definition: Type.Object(
      {
        name: Type.String(),
        security: Security,
        origins: Type.Array(Type.String()),
        endpoints: Type.Array(Type.Object({ ...settings, id: Type.String() })),
      },
      { additionalProperties: true },
    ),
  },
  { title: 'ApiVersion', additionalProperties: false },
)
export type ApiVersion = Static<typeof ApiVersion>

export const RestoreBody = Type.Object(
  { version: Type.Integer({ minimum: 1 }) },
  { title: 'RestoreApiBody', additionalProperties: false },
)

export const EndpointUsage = Type.Object(
  {
    endpoint: Type.String(),
    path: Type.String(),
    operation: Type.String(),
    calls: Type.Integer({ description: 'In the last 30 days' }),
    lastUsedAt: Type.Union([Moment, Type.Null()]),
    days: Type.Array(
      Type.Object(
        { day: Type.String({ format: 'date' }), calls: Type.Integer() },
        { additionalProperties: false },
      ),
      { description: 'Days of the site with calls, the newest first' },
    ),
  },
  { title: 'EndpointUsage', additionalProperties: false },
)
export type EndpointUsage = Static<typeof EndpointUsage>

export const RecentCalls = Type.Object(
  {
    since: Type.String({ format: 'date-time', description: 'Since when the server has kept them' }),
    calls: Type.Array(
      Type.Object(
        {
          id: Type.String({ description: 'Request id' }),
          at: Moment,
          method: Type.String(),
          address: Type.String({
            description: 'Below the API; of the query only what says how, not what was looked for',
          }),
          endpoint: Type.Union([Type.String(), Type.Null()]),
          status: Type.Integer(),
          cache: Type.Union([Type.Enum(['hit', 'miss']), Type.Null()]),
          ms: Type.Number(),
          bytes: Type.Integer(),
        },
        { additionalProperties: false },
      ),
      { description: 'The newest first, 100 at most' },
    ),
  },
  { title: 'RecentCalls', additionalProperties: false },
)
export type RecentCalls = Static<typeof RecentCalls>

const Said = Type.Object({ ja: Type.String(), en: Type.String() }, { additionalProperties: false })
export const OperationLine = Type.Object(
  {
    name: Type.String(),
    label: Said,
    does: Said,
    method: Type.Enum(['GET', 'POST', 'PATCH', 'DELETE']),
    cacheable: Type.Boolean(),
    needsType: Type.Boolean(),
    writes: Type.Boolean({ description: 'It changes something, or takes a body' }),
    knownCallers: Type.Boolean({
      description: 'On an open API only with `own`, `who` or the caller’s rights',
    }),
    places: Type.Array(Type.String(), { description: 'Places of which the path holds exactly one' }),
    settings: Type.Array(Type.String(), { description: 'Settings that mean something to it' }),
    parameters: Type.Array(
      Type.Object({ name: Type.String(), says: Said }, { additionalProperties: false }),
      { description: 'Of the query string' },
    ),
  },
  { title: 'Operation', additionalProperties: false },
)
export type OperationLine = Static<typeof OperationLine>

export const SuggestBody = Type.Object(
  { type: Type.String({ maxLength: 40 }) },
  { title: 'SuggestBody', additionalProperties: false },
)

export const StaticToken = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    prefix: Type.String(),
    createdAt: Moment,
    expiresAt: Moment,
    lastUsedAt: Type.Union([Moment, Type.Null()]),
    token: Type.Optional(Type.String({ description: 'Shown once, when the token is made' })),
  },
  { title: 'StaticToken', additionalProperties: false },
)
export type StaticToken = Static<typeof StaticToken>

export const NewStaticToken = Type.Object(
  { name: Name, expiresAt: Moment },
  { title: 'NewStaticToken', additionalProperties: false },
)
export type NewStaticToken = Static<typeof NewStaticToken>
