import Type, { type Static } from 'typebox'

const Moment = Type.String({ format: 'date-time' })

export const Trashed = Type.Object(
  {
    id: Type.String(),
    number: Type.Integer(),
    type: Type.String({ description: 'Key of the content type' }),
    key: Type.Union([Type.String(), Type.Null()]),
    title: Type.String(),
    wasLive: Type.Boolean({ description: 'Readers saw it when it was deleted' }),
    trashedAt: Moment,
    trashedBy: Type.Union([Type.String(), Type.Null()]),
    purgeAt: Type.String({ format: 'date-time', description: 'When it is deleted for ever' }),
    can: Type.Object({ restore: Type.Boolean(), publish: Type.Boolean() }, { additionalProperties: false }),
  },
  { title: 'TrashedEntry', additionalProperties: false },
)
export type Trashed = Static<typeof Trashed>

export const TrashQuery = Type.Object(
  {
    type: Type.Optional(Type.String({ maxLength: 40 })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    after: Type.Optional(Type.String({ maxLength: 80, description: 'meta.page.next of the page before' })),
  },
  { additionalProperties: false },
)
export type TrashQuery = Static<typeof TrashQuery>

export const RecoverBody = Type.Object(
  {
    key: Type.Optional(
      Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()], {
        description: 'Another key, when the old one is taken',
      }),
    ),
    live: Type.Optional(
      Type.Boolean({ description: 'Public again, as it was; a draft otherwise. Needs entries.publish' }),
    ),
  },
  { title: 'RecoverBody', additionalProperties: false },
)
export type RecoverBody = Static<typeof RecoverBody>
