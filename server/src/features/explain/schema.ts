import Type, { type Static } from 'typebox'

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
export const QueryExplained = Type.Object(
  {
    path: Text,
    operation: Text,
    status: Type.Integer(),
    cost: Type.Union([Text, Type.Null()], { description: 'Of how much a query may cost' }),
    statements: Type.Array(
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
    ),
  },
  { title: 'QueryExplained', additionalProperties: false },
)
export type QueryExplained = Static<typeof QueryExplained>
