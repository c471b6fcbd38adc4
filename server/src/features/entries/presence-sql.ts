import sql from 'sql-template-tag'
import type { Tx } from '#platform/ctx.ts'

type Mine = { entryId: string; siteId: string; memberId: string; writing: boolean; now: Date; since: Date }

/** Who was away for longer comes anew. */
export const put = (tx: Tx, { entryId, siteId, memberId, writing, now, since }: Mine) =>
  tx.run(sql`
    insert into entry_presence as p (site_id, entry_id, member_site_id, member_id, writing, since, at)
    values (${tx.ctx.site.id}, ${entryId}, ${siteId}, ${memberId}, ${writing}, ${now}, ${now})
    on conflict (site_id, entry_id, member_id) do update
    set writing = excluded.writing, at = excluded.at,
      since = case when p.at < ${since} then excluded.since else p.since end
  `)

type Other = { member_id: string; name: string | null; writing: boolean; since: Date }

/** In the order in which they came; members of other sites have no name here. */
export const others = (tx: Tx, entryId: string, memberId: string, since: Date) =>
  tx.many<Other>(sql`
    select p.member_id, m.name, p.writing, p.since
    from entry_presence p
      left join members m on m.site_id = p.member_site_id and m.id = p.member_id
    where p.site_id = ${tx.ctx.site.id} and p.entry_id = ${entryId} and p.member_id <> ${memberId} and p.at >= ${since}
    order by p.since, p.member_id
    limit 50
  `)

export const remove = (tx: Tx, entryId: string, memberId: string) =>
  tx.run(sql`
    delete from entry_presence
    where site_id = ${tx.ctx.site.id} and entry_id = ${entryId} and member_id = ${memberId}
  `)

export const removeOld = (before: Date) => sql`delete from entry_presence where at < ${before}`
