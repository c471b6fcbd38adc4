import Type, { type Static } from 'typebox'
import { version } from '#platform/version.ts'

export const InstanceInfo = Type.Object(
  {
    version: Type.String({ description: `Such as ${version}` }),
    setUp: Type.Boolean({ description: 'The home site has an owner' }),
    language: Type.Enum(['ja', 'en']),
  },
  { title: 'InstanceInfo', additionalProperties: false },
)

export const SetupQuery = Type.Object(
  { token: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)

export const SetupLink = Type.Object(
  {
    site: Type.Object({ key: Type.String(), name: Type.String() }, { additionalProperties: false }),
    expiresAt: Type.String({ format: 'date-time' }),
  },
  { title: 'SetupLink', additionalProperties: false },
)

export const Setup = Type.Object(
  {
    token: Type.String({ maxLength: 100 }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    email: Type.String({ format: 'email', maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { title: 'Setup', additionalProperties: false },
)
export type Setup = Static<typeof Setup>
