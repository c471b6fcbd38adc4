import Type, { type Static } from 'typebox'

const Scope = Type.Object(
  {
    permission: Type.String({ minLength: 1, maxLength: 60 }),
    types: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 200 })),
  },
  { title: 'Scope', additionalProperties: false },
)

export const ApiToken = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    prefix: Type.String({ description: 'First characters of the token, to tell tokens apart' }),
    scopes: Type.Array(Scope),
    memberId: Type.String(),
    memberName: Type.String(),
    createdAt: Type.String({ format: 'date-time' }),
    expiresAt: Type.String({ format: 'date-time' }),
    lastUsedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    token: Type.Optional(Type.String({ description: 'Shown once, when the token is made' })),
  },
  { title: 'ApiToken', additionalProperties: false },
)
export type ApiToken = Static<typeof ApiToken>

export const NewApiToken = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    scopes: Type.Array(Scope, { minItems: 1, maxItems: 100 }),
    expiresAt: Type.String({ format: 'date-time' }),
  },
  { title: 'NewApiToken', additionalProperties: false },
)
export type NewApiToken = Static<typeof NewApiToken>
