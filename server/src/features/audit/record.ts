import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { ToldEvent } from '#platform/events/event.ts'
import { sealPersonal } from './keys.ts'

/** Writes one record per event, in the transaction of the change itself: there is no change without its record. */
export async function record(tx: Tx, events: ToldEvent[]): Promise<void> {
  const { ctx } = tx
  const doers = new Map<Ctx, Doer>()
  const rows = []
  for (const event of events) {
    if (event.quiet) continue
    const doer = doers.get(event.by) ?? (await doerOf(tx, event.by))
    doers.set(event.by, doer)
    const { label } = event.subject
    const person = event.personOf
    const own = person ? await sealPersonal(tx, person, { label, changes: event.changes }) : null
    const open = person
      ? null
      : { ...(label ? { label } : {}), ...(event.changes ? { changes: event.changes } : {}) }
    const id = ctx.app.newId()
    rows.push({ id, doer, event, own, person: person ?? null, open: open && JSON.stringify(open) })
  }
  if (rows.length === 0) return
  await tx.run(sql`
    with written as (
      insert into audit_records (
        site_id, id, at, action, result, actor_kind, actor_site_id, actor_id, subject_type, subject_id, changes,
        actor_personal, subject_personal, subject_member_id, request_id
      )
      select ${ctx.site.id}, r.id, ${ctx.now()}, r.action, r.result, r.actor_kind, r.actor_site_id, r.actor_id, r.subject_type,
        r.subject_id, r.changes::jsonb, r.actor_personal, r.personal, r.person, r.request_id
      from unnest(
        ${rows.map((row) => row.id)}::uuid[],
        ${rows.map((row) => row.event.type)}::text[],
        ${rows.map((row) => row.event.result ?? 'done')}::text[],
        ${rows.map((row) => row.doer.kind)}::text[],
        ${rows.map((row) => row.doer.siteId)}::uuid[],
        ${rows.map((row) => row.doer.id)}::uuid[],
        ${rows.map((row) => row.doer.personal)}::bytea[],
        ${rows.map((row) => row.event.subject.type)}::text[],
        ${rows.map((row) => row.event.subject.id)}::text[],
        ${rows.map((row) => row.open)}::text[],
        ${rows.map((row) => row.own)}::bytea[],
        ${rows.map((row) => row.person)}::uuid[],
        ${rows.map((row) => row.event.by.requestId)}::text[]
      ) as r (
        id, action, result, actor_kind, actor_site_id, actor_id, actor_personal, subject_type, subject_id, changes, personal, person,
        request_id
      )
      returning id
    )
    insert into audit_queue (site_id, record_id)
    select ${ctx.site.id}, id from written
  `)
}

/** Whose doing it is. Names, addresses and programs of members are theirs: encrypted. */
type Doer = { kind: string; siteId: string | null; id: string | null; personal: Buffer | null }

async function doerOf(tx: Tx, { actor, ip, userAgent }: Ctx): Promise<Doer> {
  if (actor.kind !== 'member')
    return { kind: actor.kind, siteId: null, id: actor.kind === 'api' ? actor.tokenId : null, personal: null }
  const { id, siteId, name, tokenId } = actor
  const about = { name, ...(tokenId ? { token: tokenId } : {}), ip, agent: userAgent }
  return { kind: actor.kind, siteId, id, personal: await sealPersonal(tx, id, about) }
}
