import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'

export type WebhookRow = {
  id: string
  name: string
  url: string
  events: string[]
  types: string[] | null
  condition: Record<string, unknown> | null
  payload: { api: string; path: string } | null
  secret: Buffer
  previous_secret: Buffer | null
  previous_until: Date | null
  active: boolean
  failing_since: Date | null
  etag: number
  created_at: Date
}

const columns = sql`
  id, name, url, events, types, condition, payload, secret, previous_secret, previous_until, active, failing_since, etag, created_at
`

export const list = (ctx: Ctx) =>
  ctx.read<WebhookRow>(
    sql`select ${columns} from webhooks where site_id = ${ctx.site.id} order by id limit 500`,
  )

export const get = (ctx: Ctx, id: string) =>
  ctx.read<WebhookRow>(sql`select ${columns} from webhooks where site_id = ${ctx.site.id} and id = ${id}`)

export const lock = (tx: Tx, id: string) =>
  tx.maybeOne<WebhookRow>(sql`
    select ${columns} from webhooks where site_id = ${tx.ctx.site.id} and id = ${id} for update
  `)

type Settings = Pick<WebhookRow, 'name' | 'url' | 'events' | 'types' | 'condition' | 'payload' | 'active'>

export const insert = (tx: Tx, row: Settings & { id: string; secret: Buffer }) =>
  tx.run(sql`
    insert into webhooks (site_id, id, name, url, events, types, condition, payload, secret, active, created_at, updated_at)
    values (
      ${tx.ctx.site.id}, ${row.id}, ${row.name}, ${row.url}, ${row.events}, ${row.types}::text[],
      ${row.condition && JSON.stringify(row.condition)}::jsonb, ${row.payload && JSON.stringify(row.payload)}::jsonb,
      ${row.secret}, ${row.active}, ${tx.ctx.now()}, ${tx.ctx.now()}
    )
  `)

export const update = (tx: Tx, id: string, row: Settings) =>
  tx.run(sql`
    update webhooks
    set name = ${row.name}, url = ${row.url}, events = ${row.events}, types = ${row.types}::text[],
      condition = ${row.condition && JSON.stringify(row.condition)}::jsonb,
      payload = ${row.payload && JSON.stringify(row.payload)}::jsonb, active = ${row.active},
      failing_since = case when ${row.active} then failing_since end, etag = etag + 1, updated_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const rotate = (tx: Tx, id: string, secret: Buffer, until: Date) =>
  tx.run(sql`
    update webhooks
    set previous_secret = secret, previous_until = ${until}, secret = ${secret}, etag = etag + 1, updated_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const remove = (tx: Tx, id: string) =>
  tx.run(sql`delete from webhooks where site_id = ${tx.ctx.site.id} and id = ${id}`)

/** When the first call failed and none has arrived since; true when that changed. */
export const setFailing = (tx: Tx, id: string, since: Date | null) =>
  tx.maybeOne<{ name: string }>(sql`
    update webhooks set failing_since = ${since}::timestamptz
    where site_id = ${tx.ctx.site.id} and id = ${id} and (failing_since is null) <> (${since}::timestamptz is null)
    returning name
  `)

export type DeliveryRow = {
  id: string
  webhook_id: string
  event_type: string
  subject_id: string
  body: string
  status: 'waiting' | 'done' | 'retrying' | 'dead'
  attempts: number
  response_status: number | null
  response_text: string | null
  error: 'http_status' | 'timeout' | 'no_connection' | null
  duration_ms: number | null
  created_at: Date
  tried_at: Date | null
}

export type NewDelivery = {
  id: string
  webhookId: string
  eventKey: string
  eventType: string
  subjectId: string
  body: string
}

/** Gives the ids of those that are new: a batch of events may be read twice. */
export const addDeliveries = (tx: Tx, rows: readonly NewDelivery[]) =>
  tx.many<{ id: string }>(sql`
    insert into webhook_deliveries (site_id, id, webhook_id, event_key, event_type, subject_id, body, status, created_at)
    select ${tx.ctx.site.id}, d.id, d.webhook_id, d.event_key, d.event_type, d.subject_id, d.body, 'waiting', ${tx.ctx.now()}
    from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.webhookId)}::uuid[],
      ${rows.map((row) => row.eventKey)}::text[],
      ${rows.map((row) => row.eventType)}::text[],
      ${rows.map((row) => row.subjectId)}::text[],
      ${rows.map((row) => row.body)}::text[]
    ) as d (id, webhook_id, event_key, event_type, subject_id, body)
    on conflict do nothing
    returning id
  `)

const deliveryColumns = sql`
  id, webhook_id, event_type, subject_id, status, attempts, response_status, response_text, error, duration_ms, created_at, tried_at
`

export const deliveries = (
  ctx: Ctx,
  webhookId: string,
  { status, after, size }: { status: string | undefined; after: string | undefined; size: number },
) =>
  ctx.read<Omit<DeliveryRow, 'body'>>(sql`
    select ${deliveryColumns}
    from webhook_deliveries
    where site_id = ${ctx.site.id} and webhook_id = ${webhookId}
      and (${status ?? null}::text is null or status = ${status ?? null})
      and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
    order by id desc
    limit ${size}
  `)

export const delivery = (ctx: Ctx, id: string) =>
  ctx.read<DeliveryRow>(sql`
    select ${deliveryColumns}, body from webhook_deliveries where site_id = ${ctx.site.id} and id = ${id}
  `)

export type Outcome = Pick<
  DeliveryRow,
  'status' | 'response_status' | 'response_text' | 'error' | 'duration_ms'
>

export const noteTry = (tx: Tx, id: string, outcome: Outcome) =>
  tx.run(sql`
    update webhook_deliveries
    set status = ${outcome.status}, attempts = attempts + 1, response_status = ${outcome.response_status},
      response_text = ${outcome.response_text}, error = ${outcome.error}, duration_ms = ${outcome.duration_ms},
      tried_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const again = (tx: Tx, id: string) =>
  tx.maybeOne<{ webhook_id: string; event_type: string }>(sql`
    update webhook_deliveries set status = 'waiting'
    where site_id = ${tx.ctx.site.id} and id = ${id} and status in ('done', 'dead')
    returning webhook_id, event_type
  `)

/** Deliveries of every site that nobody looks up any more. Run as the owner. */
export const removeOld = (before: Date) => sql`
  delete from webhook_deliveries where created_at < ${before} and status in ('done', 'dead')
`
