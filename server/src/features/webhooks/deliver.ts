import type { Ctx } from '#platform/ctx.ts'
import { emit } from '#platform/events/emit.ts'
import { OutgoingError, send } from '#platform/http-out/send.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { signatureOf } from './signature.ts'
import * as sql from './sql.ts'

const keptMs = 30 * 24 * 60 * 60 * 1000

/** Thrown so that the queue tries again; what came of the call is kept already. */
class NotDelivered extends Error {}

/** One call, and what came of it. Anything but 2xx is a failure; the queue tries again with longer and longer pauses. */
export async function deliverNow(ctx: Ctx, deliveryId: string, lastTry: boolean): Promise<boolean> {
  const [row] = await sql.delivery(ctx, deliveryId)
  const [hook] = row ? await sql.get(ctx, row.webhook_id) : []
  // Deleted meanwhile, or arrived in a try whose end was not noted.
  if (!row || !hook || row.status === 'done') return true
  const outcome = await call(ctx, hook, row)
  const done = outcome.status === 'done'
  await ctx.tx(async (tx) => {
    await sql.noteTry(tx, deliveryId, done ? outcome : { ...outcome, status: lastTry ? 'dead' : 'retrying' })
    const turned = await sql.setFailing(tx, hook.id, done ? null : ctx.now())
    if (turned)
      emit(tx, done ? 'webhook.recovered' : 'webhook.failing', {
        subject: { type: 'webhook', id: hook.id, label: turned.name },
        ...(done ? {} : { result: 'failed' as const }),
      })
  })
  return done
}

async function call(ctx: Ctx, hook: sql.WebhookRow, row: sql.DeliveryRow): Promise<sql.Outcome> {
  const started = performance.now()
  try {
    const answer = await send(ctx.app.config, {
      url: hook.url,
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'dozo-event': row.event_type,
        'dozo-delivery': row.id,
        'dozo-signature': signatureOf(ctx, hook, row.body),
      },
      body: row.body,
      timeoutMs: 10_000,
      maxBytes: 4096,
    })
    const ok = answer.status >= 200 && answer.status < 300
    return {
      status: ok ? 'done' : 'retrying',
      response_status: answer.status,
      // A receiver's words are shown to people: kept short, and without what a database cannot hold.
      response_text: answer.text.replaceAll('\0', '').toWellFormed().slice(0, 1000),
      error: ok ? null : 'http_status',
      duration_ms: answer.durationMs,
    }
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error
    return {
      status: 'retrying',
      response_status: null,
      response_text: null,
      error: error.reason === 'timeout' ? 'timeout' : 'no_connection',
      duration_ms: Math.round(performance.now() - started),
    }
  }
}

export const deliver: JobDefinition<{ deliveryId: string }> = {
  name: 'webhooks.deliver',
  label: { ja: 'Webhookを届ける', en: 'Deliver a webhook' },
  // The queue waits e^n seconds before try n + 1, e^10 at most: sixteen hours in all, a night and a morning.
  maxAttempts: 12,
  async run({ ctx, payload, lastTry }) {
    if (!ctx) return
    if (!(await deliverNow(ctx, payload.deliveryId, lastTry)))
      throw new NotDelivered('the webhook was not delivered')
  },
}

export const clearDeliveries: JobDefinition = {
  name: 'webhooks.clear',
  label: { ja: '古いWebhookの記録を片付ける', en: 'Clear old webhook deliveries' },
  maxAttempts: 3,
  cron: { pattern: '25 3 * * *', timeZone: 'Asia/Tokyo' },
  async run({ app }) {
    const before = new Date(app.clock().getTime() - keptMs)
    await app.db.asOwner('clear webhook deliveries', (tx) => tx.run(sql.removeOld(before)))
  },
}
