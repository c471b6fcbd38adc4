import Type, { type Static } from 'typebox'

const Name = Type.String({ minLength: 1, maxLength: 100 })
const Url = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'http or https, without name and password',
})
const Events = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
  description: 'Such as entry.published; `*` is every event that may be told',
})
const Types = Type.Union([
  Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 100, uniqueItems: true }),
  Type.Null(),
])
const Condition = Type.Union([
  Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    description: 'A filter that the entry must meet; needs `types`. A deleted entry is told of without it',
  }),
  Type.Null(),
])
const Payload = Type.Union([
  Type.Object(
    { api: Type.String({ maxLength: 40 }), path: Type.String({ maxLength: 200 }) },
    {
      additionalProperties: false,
      description: 'An endpoint that gives one entry by id: what it answers is sent along, per language',
    },
  ),
  Type.Null(),
])

export const NewWebhook = Type.Object(
  {
    name: Name,
    url: Url,
    events: Events,
    types: Type.Optional(Types),
    condition: Type.Optional(Condition),
    payload: Type.Optional(Payload),
    active: Type.Optional(Type.Boolean()),
  },
  { title: 'NewWebhook', additionalProperties: false },
)
export type NewWebhook = Static<typeof NewWebhook>

const Moment = Type.String({ format: 'date-time' })
export const Webhook = Type.Object(
  {
    id: Type.String(),
    name: Name,
    url: Url,
    events: Events,
    types: Types,
    condition: Condition,
    payload: Payload,
    active: Type.Boolean(),
    failingSince: Type.Union([Moment, Type.Null()], { description: 'Since when nothing has arrived' }),
    previousSecretUntil: Type.Union([Moment, Type.Null()], {
      description: 'Until when the old secret signs along',
    }),
    secret: Type.Optional(Type.String({ description: 'Shown once, when it is made' })),
    createdAt: Moment,
    etag: Type.Integer(),
  },
  { title: 'Webhook', additionalProperties: false },
)
export type Webhook = Static<typeof Webhook>

export const Delivery = Type.Object(
  {
    id: Type.String({ description: 'Sent as Dozo-Delivery; stays the same in every try' }),
    event: Type.String(),
    subject: Type.String(),
    status: Type.Enum(['waiting', 'done', 'retrying', 'dead']),
    attempts: Type.Integer(),
    responseStatus: Type.Union([Type.Integer(), Type.Null()]),
    responseText: Type.Union([Type.String(), Type.Null()], { description: 'The first 1,000 characters' }),
    error: Type.Union([Type.Enum(['http_status', 'timeout', 'no_connection']), Type.Null()]),
    durationMs: Type.Union([Type.Integer(), Type.Null()]),
    createdAt: Moment,
    triedAt: Type.Union([Moment, Type.Null()]),
    body: Type.Optional(Type.String()),
  },
  { title: 'WebhookDelivery', additionalProperties: false },
)
export type Delivery = Static<typeof Delivery>

export const DeliveryQuery = Type.Object(
  {
    status: Type.Optional(Type.Enum(['waiting', 'done', 'retrying', 'dead'])),
    after: Type.Optional(
      Type.String({ format: 'uuid', description: 'Id of the last delivery of the page before' }),
    ),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)
export type DeliveryQuery = Static<typeof DeliveryQuery>
