import Type, { type Static } from 'typebox'

export const Login = Type.Object(
  {
    site: Type.String({ maxLength: 40, description: 'Key of the site whose member signs in' }),
    email: Type.String({ minLength: 1, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { title: 'Login', additionalProperties: false },
)
export type Login = Static<typeof Login>

const SessionSite = Type.Object(
  {
    key: Type.String(),
    name: Type.String(),
    locales: Type.Array(Type.String()),
    defaultLocale: Type.String(),
    timeZone: Type.String(),
    permissions: Type.Array(Type.String(), { description: '`*` is every permission' }),
  },
  { title: 'SessionSite', additionalProperties: false },
)

/** Who is signed in, where they may go, and until when. */
export const Session = Type.Object(
  {
    member: Type.Object(
      { id: Type.String(), name: Type.String(), email: Type.String(), siteKey: Type.String() },
      { additionalProperties: false },
    ),
    sites: Type.Array(SessionSite),
    operator: Type.Boolean(),
    expiresAt: Type.String({ format: 'date-time' }),
  },
  { title: 'Session', additionalProperties: false },
)
export type Session = Static<typeof Session>

export const SessionLine = Type.Object(
  {
    id: Type.String(),
    createdAt: Type.String({ format: 'date-time' }),
    lastSeenAt: Type.String({ format: 'date-time' }),
    expiresAt: Type.String({ format: 'date-time' }),
    ip: Type.String(),
    userAgent: Type.String(),
    current: Type.Boolean(),
  },
  { title: 'SessionLine', additionalProperties: false },
)
export type SessionLine = Static<typeof SessionLine>

export const SessionQuery = Type.Object(
  {
    member: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'Another member’s sessions; needs members.write. Default: one’s own',
      }),
    ),
  },
  { additionalProperties: false },
)
export type SessionQuery = Static<typeof SessionQuery>
