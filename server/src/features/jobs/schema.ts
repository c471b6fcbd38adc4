import Type, { type Static } from 'typebox'

export const Job = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    label: Type.String(),
    state: Type.Enum(['waiting', 'running', 'retrying', 'dead']),
    attempts: Type.Integer(),
    maxAttempts: Type.Integer(),
    runAt: Type.String({ format: 'date-time' }),
    lastError: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'Job', additionalProperties: false },
)
export type Job = Static<typeof Job>

export const JobQuery = Type.Object(
  { state: Type.Optional(Type.Enum(['waiting', 'running', 'retrying', 'dead'])) },
  { additionalProperties: false },
)
