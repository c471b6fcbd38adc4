import Type, { type Static } from 'typebox'
import { Moment, Person } from './schema.ts'

export const Here = Type.Object(
  { writing: Type.Boolean({ description: 'Something is being written, and not only read' }) },
  { title: 'Here', additionalProperties: false },
)
export type Here = Static<typeof Here>

export const Presence = Type.Object(
  {
    etag: Type.Integer({ description: 'Of the entry as it is now' }),
    updatedAt: Moment,
    updatedBy: Person,
    others: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.Union([Type.String(), Type.Null()]),
          writing: Type.Boolean(),
          since: Moment,
        },
        { additionalProperties: false },
      ),
      { description: 'Who else has it open, in the order in which they came' },
    ),
  },
  { title: 'Presence', additionalProperties: false },
)
export type Presence = Static<typeof Presence>
