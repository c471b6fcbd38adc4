import sql from 'sql-template-tag'
import type { Tx } from '#platform/ctx.ts'
import type { NewEvent } from '#platform/events/event.ts'
import { sealPersonal } from './keys.ts'

/** Writes one record per event, in the transaction of the change itself: there is no change without its record. */
export async function record(tx: Tx, events: NewEvent[]): Promise<void> {
  const { ctx } = tx
  const { actor } = ctx
  const byMember = actor.kind === 'member' ? actor : undefined
  const from = { ip: ctx.ip, agent: ctx.userAgent }
  const actorPersonal = byMember
    ? await sealPersonal(tx, byMember.id, {
        name: byMember.name,
        ...(byMember.tokenId ? { token: byMember.tokenId } : {}),
        ...from,
      })
    : null
  const rows = []
  for (const event of events) {
    const { label } = event.subject
    const person = event.personOf
    const own = person ? await sealPersonal(tx, person, { label, changes: event.changes }) : null
    const open = person
      ? null
      : { ...(label ? { label } : {}), ...(event.changes ? { changes: event.changes } : {}) }
    rows.push({ id: ctx.app.newId(), event, own, person: person ?? null, open: open && JSON.stringify(open) })
  }
  await tx.run(sql`
    with written as (
      insert into audit_records (
        site_id, id, at, action, result, actor_kind, actor_site_id, actor_id, subject_type, subject_id, changes,
        actor_personal, subject_personal, subject_member_id, request_id
      )
      select ${ctx.site.id}, r.id, ${ctx.now()}, r.action, r.result, ${actor.kind}, ${byMember?.siteId ?? null}::uuid,
        ${byMember?.id ?? (actor.kind === 'api' ? actor.tokenId : null)}::uuid, r.subject_type, r.subject_id, r.changes::jsonb, ${actorPersonal}, r.personal,
        r.person, ${ctx.requestId}
      from unnest(
        ${rows.map((row) => row.id)}::uuid[],
        ${rows.map((row) => row.event.type)}::text[],
        ${rows.map((row) => row.event.result ?? 'done')}::text[],
        ${rows.map((row) => row.event.subject.type)}::text[],
        ${rows.map((row) => row.event.subject.id)}::text[],
        ${rows.map((row) => row.open)}::text[],
        ${rows.map((row) => row.own)}::bytea[],
        ${rows.map((row) => row.person)}::uuid[]
      ) as r (id, action, result, subject_type, subject_id, changes, personal, person)
      returning id
    )
    insert into audit_queue (site_id, record_id)
    select ${ctx.site.id}, id from written
  `)
}
