import Type, { type Static } from 'typebox'

const Email = Type.String({ format: 'email', maxLength: 254 })
const Password = Type.String({ minLength: 1, maxLength: 200 })
export const MemberName = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[^\\u0000-\\u001f\\u007f]*$',
})
const Status = Type.Enum(['active', 'suspended'])
const GroupKeys = Type.Array(Type.String({ maxLength: 40 }), { maxItems: 50, uniqueItems: true })

export const Member = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    email: Type.String(),
    status: Status,
    groups: Type.Array(Type.String()),
    createdAt: Type.String({ format: 'date-time' }),
    lastLoginAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    etag: Type.Integer(),
  },
  { title: 'Member', additionalProperties: false },
)
export type Member = Static<typeof Member>

export const NewMember = Type.Object(
  { name: MemberName, email: Email, password: Type.Optional(Password), groups: GroupKeys },
  { title: 'NewMember', additionalProperties: false },
)
export type NewMember = Static<typeof NewMember>

export const MemberChange = Type.Object(
  {
    name: Type.Optional(MemberName),
    email: Type.Optional(Email),
    password: Type.Optional(Password),
    status: Type.Optional(Status),
    groups: Type.Optional(GroupKeys),
  },
  { title: 'MemberChange', additionalProperties: false, minProperties: 1 },
)
export type MemberChange = Static<typeof MemberChange>

export const MemberQuery = Type.Object(
  {
    search: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the name or e-mail address' })),
    group: Type.Optional(Type.String({ maxLength: 40, description: 'Key of a group they are in' })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    after: Type.Optional(
      Type.String({ format: 'uuid', description: 'Id of the last member of the page before' }),
    ),
  },
  { additionalProperties: false },
)
export type MemberQuery = Static<typeof MemberQuery>
