import Type, { type Static } from 'typebox'

const Moment = Type.String({ format: 'date-time' })
const Locales = Type.Array(Type.String({ maxLength: 12 }), { minItems: 1, maxItems: 50, uniqueItems: true })
const Action = Type.Enum(['publish', 'unpublish'])
const Version = Type.Integer({ minimum: 1, maximum: 2_000_000_000 })

export const NewSchedule = Type.Object(
  {
    action: Action,
    at: Moment,
    version: Type.Optional(
      Type.Integer({ ...Version, description: 'What goes live; the newest version unless said otherwise' }),
    ),
    locales: Type.Optional(Type.Union([Locales, Type.Null()], { description: 'All languages without it' })),
  },
  { title: 'NewSchedule', additionalProperties: false },
)
export type NewSchedule = Static<typeof NewSchedule>

export const ScheduleChange = Type.Object(
  {
    at: Type.Optional(Moment),
    version: Type.Optional(Version),
    locales: Type.Optional(Type.Union([Locales, Type.Null()])),
  },
  { title: 'ScheduleChange', additionalProperties: false, minProperties: 1 },
)
export type ScheduleChange = Static<typeof ScheduleChange>

export const Schedule = Type.Object(
  {
    id: Type.String(),
    entry: Type.Object(
      { id: Type.String(), title: Type.String(), type: Type.String() },
      { additionalProperties: false },
    ),
    action: Action,
    version: Type.Union([Type.Integer(), Type.Null()]),
    locales: Type.Union([Type.Array(Type.String()), Type.Null()]),
    at: Moment,
    status: Type.Enum(['waiting', 'done', 'failed']),
    errors: Type.Array(
      Type.Object(
        { path: Type.String(), code: Type.String(), message: Type.String() },
        { additionalProperties: false },
      ),
      { description: 'Why it could not be done' },
    ),
    createdAt: Moment,
    createdBy: Type.Union([Type.String(), Type.Null()]),
    endedAt: Type.Union([Moment, Type.Null()]),
    etag: Type.Integer(),
  },
  { title: 'Schedule', additionalProperties: false },
)
export type Schedule = Static<typeof Schedule>

/** What waits for an entry, as its own reply tells it. */
export const Waiting = Type.Object(
  {
    id: Type.String(),
    action: Action,
    version: Type.Union([Type.Integer(), Type.Null()]),
    locales: Type.Union([Type.Array(Type.String()), Type.Null()]),
    at: Moment,
    etag: Type.Integer(),
  },
  { title: 'WaitingSchedule', additionalProperties: false },
)
export type Waiting = Static<typeof Waiting>

export const ScheduleQuery = Type.Object(
  {
    status: Type.Optional(Type.Enum(['waiting', 'done', 'failed'])),
    type: Type.Optional(Type.String({ maxLength: 40 })),
    entry: Type.Optional(Type.String({ format: 'uuid' })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    after: Type.Optional(Type.String({ maxLength: 80, description: 'meta.page.next of the page before' })),
  },
  { additionalProperties: false },
)
export type ScheduleQuery = Static<typeof ScheduleQuery>
