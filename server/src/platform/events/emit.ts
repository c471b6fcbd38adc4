import sql from 'sql-template-tag'
import type { Actor, Ctx, Tx } from '#platform/ctx.ts'
import type { NewEvent, ToldEvent } from '#platform/events/event.ts'

/**
 * Says that something happened. Written in the same transaction, just before it commits: the row for subscribers, the audit
 * record and whatever else listens inside. Nothing is said when the transaction rolls back.
 */
export function emit(tx: Tx, type: string, event: Omit<NewEvent, 'type'>): void {
  tx.events.push({ type, ...event, by: tx.ctx })
}

/** Writes the collected events in one statement and lets the listeners inside the transaction do theirs. */
export async function flushEvents(tx: Tx): Promise<void> {
  const { events, ctx } = tx
  if (events.length === 0) return
  const written = tx.run(sql`
    insert into events (site_id, epoch, at, type, actor, subject_type, subject_id, data, request_id)
    select ${ctx.site.id}, (select epoch from instance), ${ctx.now()}, e.type, e.actor::jsonb, e.subject_type, e.subject_id,
      e.data::jsonb, e.request_id
    from unnest(
      ${events.map((e) => e.type)}::text[],
      ${events.map((e) => e.subject.type)}::text[],
      ${events.map((e) => e.subject.id)}::text[],
      ${events.map((e) => JSON.stringify(e.data ?? {}))}::text[],
      ${events.map((e) => JSON.stringify(withoutName(e.by.actor)))}::text[],
      ${events.map((e) => e.by.requestId)}::text[]
    ) as e (type, subject_type, subject_id, data, actor, request_id)
  `)
  await Promise.all([written, toldInside(tx, events)])
}

async function toldInside(tx: Tx, events: ToldEvent[]): Promise<void> {
  for (const feature of tx.ctx.app.features) await feature.on.inside?.(tx, events)
}

/** Events outlive the people in them: ids only. */
function withoutName(actor: Actor): Partial<Actor> {
  if (actor.kind === 'member') return { kind: actor.kind, siteId: actor.siteId, id: actor.id }
  if (actor.kind === 'api') return { kind: actor.kind, apiId: actor.apiId, tokenId: actor.tokenId }
  return actor
}

/** After commit, before the reply: this process forgets what is no longer true; the others are told. */
export function announce(ctx: Ctx, events: ToldEvent[]): void {
  if (events.length === 0) return
  const tags = ctx.app.features.flatMap((feature) => feature.on.after?.(ctx, events) ?? [])
  if (tags.length > 0) ctx.app.changed([...new Set(tags)])
  ctx.app.wake()
}
