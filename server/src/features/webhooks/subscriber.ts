import sqlTag from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { systemCtx, type Ctx } from '#platform/ctx.ts'
import type { StoredEvent } from '#platform/events/event.ts'
import type { Subscriber } from '#platform/feature.ts'
import { findSite } from '#platform/site-directory.ts'
import { modelOf, type SiteModel } from '#features/content-types/service.ts'
import { meets } from '#features/entries/service.ts'
import { tellableEvents } from './events.ts'
import { bodyOf, type Told } from './payload.ts'
import * as sql from './sql.ts'

/** From events to deliveries. An event is told with what is true when it is read, which is soon after it happened. */
export const webhookSubscriber: Subscriber = {
  name: 'webhooks.tell',
  types: [],
  async handle(events, app) {
    const known = new Set(tellableEvents(app))
    const wanted = events.filter((event) => known.has(event.type))
    for (const [siteId, own] of Map.groupBy(wanted, (event) => event.siteId)) await tellSite(app, siteId, own)
  },
}

async function tellSite(app: App, siteId: string, events: readonly StoredEvent[]): Promise<void> {
  const row = await app.db.asOwner('site of events', (tx) =>
    tx.maybeOne<{ key: string }>(sqlTag`select key from sites where id = ${siteId}`),
  )
  const site = row && (await findSite(app, row.key))
  if (!site) return
  const ctx = systemCtx(app, site, 'webhooks')
  const hooks = (await sql.list(ctx)).filter((hook) => hook.active)
  if (hooks.length === 0) return
  const model = await modelOf(ctx)
  const rows: sql.NewDelivery[] = []
  for (const event of events)
    for (const hook of hooks) {
      if (!(await isFor(ctx, model, hook, event))) continue
      rows.push({
        id: app.newId(),
        webhookId: hook.id,
        eventKey: `${event.epoch} ${event.id}`,
        eventType: event.type,
        subjectId: event.subjectId,
        body: await bodyOf(ctx, hook, toldOf(model, event)),
      })
    }
  if (rows.length === 0) return
  await ctx.tx(async (tx) => {
    for (const { id } of await sql.addDeliveries(tx, rows))
      await app.jobs.add(tx, 'webhooks.deliver', { deliveryId: id }, { key: `webhook ${id}` })
  })
}

const typeKeyOf = (model: SiteModel, event: StoredEvent): string | undefined => {
  const id = event.data['typeId']
  const known = typeof id === 'string' ? model.byId(id)?.definition.key : undefined
  return known ?? (typeof event.data['key'] === 'string' ? event.data['key'] : undefined)
}

async function isFor(ctx: Ctx, model: SiteModel, hook: sql.WebhookRow, event: StoredEvent): Promise<boolean> {
  if (!hook.events.includes('*') && !hook.events.includes(event.type)) return false
  const type = typeKeyOf(model, event)
  if (hook.types && !(type && hook.types.includes(type))) return false
  // What is gone, and a whole import, cannot be asked whether they meet it.
  if (!hook.condition || !type || event.subjectType !== 'entry' || event.type === 'entry.deleted') return true
  return meets(ctx, model, type, event.subjectId, hook.condition)
}

function toldOf(model: SiteModel, event: StoredEvent): Told {
  const contentType = typeKeyOf(model, event)
  const ids = event.data['ids']
  return {
    type: event.type,
    at: event.at,
    subject: { type: event.subjectType, id: event.subjectId },
    ...(contentType ? { contentType } : {}),
    ...(Array.isArray(ids) ? { ids: ids as string[] } : {}),
  }
}
