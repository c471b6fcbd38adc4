import Type, { type Static } from 'typebox'
import { EndpointInput } from '#features/apis/schema.ts'

const Text = Type.String()
const Moment = Type.String({ format: 'date-time' })

export const PermissionQuery = Type.Object(
  {
    member: Type.String({ maxLength: 254, description: 'E-mail address or id' }),
    permission: Type.String({ maxLength: 60, description: 'Such as entries.publish' }),
    type: Type.Optional(Type.String({ maxLength: 40, description: 'A content type' })),
    entry: Type.Optional(Type.String({ format: 'uuid', description: 'One entry' })),
  },
  { additionalProperties: false },
)
export type PermissionQuery = Static<typeof PermissionQuery>

export const PermissionExplained = Type.Object(
  {
    allowed: Type.Boolean(),
    why: Text,
    member: Type.Object({ id: Text, name: Text, status: Text }, { additionalProperties: false }),
    fields: Type.Union([Type.Array(Text), Type.Null()], { description: 'Only these fields; null: all' }),
    grants: Type.Array(
      Type.Object(
        { group: Text, grant: Type.Record(Type.String(), Type.Unknown()), holds: Type.Boolean(), why: Text },
        { additionalProperties: false },
      ),
    ),
  },
  { title: 'PermissionExplained', additionalProperties: false },
)
export type PermissionExplained = Static<typeof PermissionExplained>

export const RefusalExplained = Type.Object(
  {
    at: Moment,
    door: Type.Enum(['console', 'site']),
    method: Text,
    path: Text,
    status: Type.Integer(),
    code: Text,
    why: Text,
    errors: Type.Array(
      Type.Object({ path: Text, code: Text, message: Text }, { additionalProperties: false }),
    ),
  },
  { title: 'RefusalExplained', additionalProperties: false },
)
export type RefusalExplained = Static<typeof RefusalExplained>

export const QueryBody = Type.Object(
  {
    url: Type.String({ maxLength: 8192, description: 'Address of a reading endpoint, with or without host' }),
  },
  { title: 'ExplainQueryBody', additionalProperties: false },
)
const Step = Type.Object(
  {
    node: Text,
    table: Type.Union([Text, Type.Null()]),
    index: Type.Union([Text, Type.Null()]),
    rows: Type.Integer({ description: 'Expected by PostgreSQL' }),
  },
  { additionalProperties: false },
)
const Statements = Type.Array(
  Type.Object(
    {
      sql: Text,
      ms: Type.Number(),
      rows: Type.Integer(),
      steps: Type.Array(Step),
      hints: Type.Array(Text),
    },
    { additionalProperties: false },
  ),
)
export const QueryExplained = Type.Object(
  {
    path: Text,
    operation: Text,
    status: Type.Integer(),
    cost: Type.Union([Text, Type.Null()], { description: 'Of how much a query may cost' }),
    statements: Statements,
  },
  { title: 'QueryExplained', additionalProperties: false },
)
export type QueryExplained = Static<typeof QueryExplained>

const answer = {
  status: Type.Integer(),
  ms: Type.Number({ description: 'Until the answer was there, without the network' }),
  bytes: Type.Integer({ description: 'Of the body, unpacked' }),
  headers: Type.Record(Type.String(), Text),
  body: Type.String({ description: 'At most 100,000 characters' }),
  cut: Type.Boolean({ description: 'The body is longer than that' }),
}

export const CallBody = Type.Object(
  {
    url: Type.String({ maxLength: 8192, description: 'Address of a reading endpoint, with or without host' }),
    token: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description: 'Static or session token to call with; used once, kept nowhere',
      }),
    ),
  },
  { title: 'ExplainCallBody', additionalProperties: false },
)
export type CallBody = Static<typeof CallBody>
export const SiteAnswer = Type.Object(
  { ...answer, cache: Type.Union([Type.Enum(['hit', 'miss']), Type.Null()]), requestId: Text },
  { title: 'SiteAnswer', additionalProperties: false },
)
export type SiteAnswer = Static<typeof SiteAnswer>

export const TrialBody = Type.Object(
  {
    api: Type.String({ maxLength: 40 }),
    endpoint: EndpointInput,
    url: Type.String({ maxLength: 8192, description: 'Address that fits the path of the endpoint' }),
  },
  { title: 'ExplainTrialBody', additionalProperties: false },
)
export type TrialBody = Static<typeof TrialBody>
export const TrialAnswer = Type.Object(
  {
    ...answer,
    cost: Type.Union([Text, Type.Null()], { description: 'Of how much a query may cost' }),
    statements: Statements,
  },
  { title: 'TrialAnswer', additionalProperties: false },
)
export type TrialAnswer = Static<typeof TrialAnswer>
