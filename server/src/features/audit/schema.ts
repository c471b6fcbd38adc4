import Type, { type Static } from 'typebox'

export const AuditRecord = Type.Object(
  {
    id: Type.String(),
    at: Type.String({ format: 'date-time' }),
    action: Type.String(),
    result: Type.Enum(['done', 'refused', 'failed']),
    actor: Type.Object(
      {
        kind: Type.String(),
        siteId: Type.Optional(Type.String()),
        id: Type.Optional(Type.String()),
        name: Type.Optional(Type.String({ description: 'Missing when the person has been erased' })),
      },
      { additionalProperties: false },
    ),
    subject: Type.Object(
      { type: Type.String(), id: Type.String(), label: Type.Optional(Type.String()) },
      { additionalProperties: false },
    ),
    changes: Type.Union([Type.Record(Type.String(), Type.Any()), Type.Null()]),
    ip: Type.Optional(Type.String()),
    requestId: Type.Union([Type.String(), Type.Null()]),
    sealed: Type.Boolean({ description: 'Already part of the hash chain' }),
  },
  { title: 'AuditRecord', additionalProperties: false },
)
export type AuditRecord = Static<typeof AuditRecord>

export const AuditQuery = Type.Object(
  {
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    after: Type.Optional(
      Type.String({ format: 'uuid', description: 'Id of the last record of the page before' }),
    ),
    action: Type.Optional(Type.String({ maxLength: 60 })),
    member: Type.Optional(Type.String({ format: 'uuid' })),
    subjectType: Type.Optional(
      Type.String({ maxLength: 40, description: 'What kind of thing it was done to, such as group' }),
    ),
    subject: Type.Optional(
      Type.String({ maxLength: 200, description: 'Id of the thing; only together with subjectType' }),
    ),
    from: Type.Optional(Type.String({ format: 'date-time', description: 'From this moment on' })),
    before: Type.Optional(Type.String({ format: 'date-time', description: 'Only before this moment' })),
  },
  { additionalProperties: false },
)
export type AuditQuery = Static<typeof AuditQuery>

export const Verification = Type.Object(
  {
    ok: Type.Boolean(),
    records: Type.Integer({ description: 'Records in the chain' }),
    waiting: Type.Integer({ description: 'Records that the sealer has not reached yet' }),
    seals: Type.Integer(),
    sealedUpTo: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    firstBad: Type.Optional(
      Type.Object({ sequence: Type.Integer(), reason: Type.String() }, { additionalProperties: false }),
    ),
  },
  { title: 'Verification', additionalProperties: false },
)
export type Verification = Static<typeof Verification>
