// A webhook tells one address of chosen events. It is signed, tried again for hours when it does not arrive, and its every call is kept
// with what came of it. Its secret is shown once. Its address comes from people: it goes out through platform/http-out only.
import { isDeepStrictEqual } from 'node:util'
import { checkVersion, invalid, notFound, Problem, type FieldError } from '#platform/errors.ts'
import type { Ctx } from '#platform/ctx.ts'
import { emit } from '#platform/events/emit.ts'
import { outgoingUrl } from '#platform/http-out/send.ts'
import { nearest } from '#lib/nearest.ts'
import { isUuid } from '#lib/uuid.ts'
import { endpointsAt, liveApi } from '#features/apis/live.ts'
import { modelOf } from '#features/content-types/service.ts'
import { checkFilter } from '#features/entries/service.ts'
import { deliverNow } from './deliver.ts'
import { tellableEvents, testEvent } from './events.ts'
import { bodyOf, isForEveryone } from './payload.ts'
import { newSecret, sealSecret } from './signature.ts'
import * as sql from './sql.ts'
import type { Delivery, DeliveryQuery, NewWebhook, Webhook } from './schema.ts'

const overlapMs = 24 * 60 * 60 * 1000

export const list = async (ctx: Ctx): Promise<Webhook[]> => (await sql.list(ctx)).map(toWebhook)

export async function get(ctx: Ctx, id: string): Promise<Webhook> {
  return toWebhook(await rowOf(ctx, id))
}

export async function create(ctx: Ctx, input: NewWebhook): Promise<Webhook> {
  const settings = await checked(ctx, input)
  const id = ctx.app.newId()
  const secret = newSecret()
  await ctx.tx(async (tx) => {
    await sql.insert(tx, { id, ...settings, secret: sealSecret(ctx, id, secret) })
    emit(tx, 'webhook.created', {
      subject: { type: 'webhook', id, label: input.name },
      changes: { settings: { after: settings } },
    })
  })
  return { ...(await get(ctx, id)), secret }
}

export async function update(
  ctx: Ctx,
  id: string,
  input: NewWebhook,
  ifMatch: number | '*' | undefined,
): Promise<Webhook> {
  const settings = await checked(ctx, input)
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, id)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    await sql.update(tx, id, settings)
    const names = Object.keys(settings) as (keyof typeof settings)[]
    const changed = names.filter((name) => !isDeepStrictEqual(before[name], settings[name]))
    emit(tx, 'webhook.updated', {
      subject: { type: 'webhook', id, label: input.name },
      changes: Object.fromEntries(
        changed.map((name) => [name, { before: before[name], after: settings[name] }]),
      ),
    })
  })
  return get(ctx, id)
}

export async function remove(ctx: Ctx, id: string, ifMatch: number | '*' | undefined): Promise<void> {
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, id)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    await sql.remove(tx, id)
    emit(tx, 'webhook.deleted', { subject: { type: 'webhook', id, label: before.name } })
  })
}

/** A new secret, in this answer only. The one before signs along for a day, so that the receiver can change over in peace. */
export async function rotateSecret(ctx: Ctx, id: string): Promise<Webhook> {
  const secret = newSecret()
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, id)
    if (!before) throw notFound()
    await sql.rotate(tx, id, sealSecret(ctx, id, secret), new Date(ctx.now().getTime() + overlapMs))
    emit(tx, 'webhook.secret_rotated', { subject: { type: 'webhook', id, label: before.name } })
  })
  return { ...(await get(ctx, id)), secret }
}

/** Calls the address once, now, with a made-up event; gives what came of it. */
export async function test(ctx: Ctx, id: string): Promise<Delivery> {
  const hook = await rowOf(ctx, id)
  const deliveryId = ctx.app.newId()
  const event = { type: testEvent, at: ctx.now(), subject: { type: 'webhook', id } }
  const row = {
    id: deliveryId,
    webhookId: id,
    eventKey: `test ${deliveryId}`,
    eventType: testEvent,
    subjectId: id,
    body: await bodyOf(ctx, hook, event),
  }
  await ctx.tx(async (tx) => {
    await sql.addDeliveries(tx, [row])
    emit(tx, 'webhook.tested', { subject: { type: 'webhook', id, label: hook.name } })
  })
  await deliverNow(ctx, deliveryId, true)
  return delivery(ctx, id, deliveryId)
}

export async function deliveries(ctx: Ctx, id: string, query: DeliveryQuery): Promise<Delivery[]> {
  await rowOf(ctx, id)
  const { status, after, size = 50 } = query
  return (await sql.deliveries(ctx, id, { status, after, size })).map(toDelivery)
}

export async function delivery(ctx: Ctx, id: string, deliveryId: string): Promise<Delivery> {
  const [row] = isUuid(deliveryId) ? await sql.delivery(ctx, deliveryId) : []
  if (!row || row.webhook_id !== id) throw notFound()
  return { ...toDelivery(row), body: row.body }
}

/** Sends the same body again, under the same delivery id: a receiver that has seen it knows it. */
export async function replay(ctx: Ctx, id: string, deliveryId: string): Promise<Delivery> {
  await delivery(ctx, id, deliveryId)
  await ctx.tx(async (tx) => {
    const row = await sql.again(tx, deliveryId)
    if (!row) throw new Problem(409, 'delivery_under_way')
    await ctx.app.jobs.add(tx, 'webhooks.deliver', { deliveryId }, { key: `webhook ${deliveryId}` })
    emit(tx, 'webhook.replayed', {
      subject: { type: 'webhook', id },
      data: { deliveryId, event: row.event_type },
    })
  })
  return delivery(ctx, id, deliveryId)
}

async function rowOf(ctx: Ctx, id: string): Promise<sql.WebhookRow> {
  const [row] = await sql.get(ctx, id)
  if (!row) throw notFound()
  return row
}

/** The settings as they are kept; 422 that names what is wrong. */
async function checked(ctx: Ctx, input: NewWebhook) {
  const { name, events, types = null, condition = null, payload = null, active = true } = input
  const url = outgoingUrl(input.url)
  const model = await modelOf(ctx)
  const known = tellableEvents(ctx.app)
  const errors: FieldError[] = [
    ...(url ? [] : [{ path: '/url', code: 'webhook_url' }]),
    ...events.flatMap((event, i) =>
      event === '*' || known.includes(event)
        ? []
        : [
            {
              path: `/events/${i}`,
              code: 'event_unknown',
              params: { event, nearest: nearest(event, known) ?? known[0]! },
            },
          ],
    ),
    ...(types ?? []).flatMap((key, i) =>
      model.type(key) ? [] : [{ path: `/types/${i}`, code: 'type_unknown', params: { key } }],
    ),
    ...(condition && !types ? [{ path: '/condition', code: 'condition_needs_types' }] : []),
    ...(await payloadErrors(ctx, payload)),
  ]
  if (errors.length > 0) throw invalid(errors)
  const wrong = condition ? types!.flatMap((key) => checkFilter(model, key, condition, '/condition')) : []
  if (wrong.length > 0) throw invalid(wrong)
  return { name, url: url!.href, events, types, condition, payload, active }
}

async function payloadErrors(ctx: Ctx, payload: NewWebhook['payload']): Promise<FieldError[]> {
  if (!payload) return []
  const api = await liveApi(ctx, payload.api)
  const found =
    api && endpointsAt(api, payload.path).find(({ endpoint }) => endpoint.settings.path === payload.path)
  const fits = found?.endpoint.operation.name === 'entries.get' && found.endpoint.segments.includes('{id}')
  if (!fits) return [{ path: '/payload', code: 'webhook_payload' }]
  return isForEveryone(api!, found.endpoint) ? [] : [{ path: '/payload', code: 'webhook_payload_members' }]
}

const toWebhook = (row: sql.WebhookRow): Webhook => ({
  id: row.id,
  name: row.name,
  url: row.url,
  events: row.events,
  types: row.types,
  condition: row.condition,
  payload: row.payload,
  active: row.active,
  failingSince: row.failing_since?.toISOString() ?? null,
  previousSecretUntil: row.previous_until?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  etag: row.etag,
})

const toDelivery = (row: Omit<sql.DeliveryRow, 'body'>): Delivery => ({
  id: row.id,
  event: row.event_type,
  subject: row.subject_id,
  status: row.status,
  attempts: row.attempts,
  responseStatus: row.response_status,
  responseText: row.response_text,
  error: row.error,
  durationMs: row.duration_ms,
  createdAt: row.created_at.toISOString(),
  triedAt: row.tried_at?.toISOString() ?? null,
})
