import sql from 'sql-template-tag'
import type { Values } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'

type Open = { opened_at: Date; at: Date; by_site_id: string | null; by_id: string | null }

/** A version while it is being written; nothing once it waits to go live. */
export const openVersion = (tx: Tx, entryId: string, version: number) =>
  tx.maybeOne<Open>(sql`
    select v.opened_at, v.at, v.by_site_id, v.by_id
    from entry_versions v
    where v.site_id = ${tx.ctx.site.id} and v.entry_id = ${entryId} and v.version = ${version} and v.opened_at is not null
      and not exists (
        select
        from entry_schedules s
        where s.site_id = v.site_id and s.entry_id = v.entry_id and s.version = v.version and s.status = 'waiting'
      )
  `)

export type Ended = {
  entry_id: string
  values: Values
  /** Of the version that the sitting began with. */
  before: Values | null
  by_site_id: string | null
  by_id: string | null
  by_name: string | null
}

export const close = (tx: Tx, entryIds: string[]) =>
  tx.many<Ended>(sql`
    with ended as (
      update entry_versions
      set opened_at = null
      where site_id = ${tx.ctx.site.id} and entry_id = any (${entryIds}::uuid[]) and opened_at is not null
      returning entry_id, version, "values", by_site_id, by_id
    )
    select e.entry_id, e."values", p."values" as before, e.by_site_id, e.by_id, m.name as by_name
    from ended e
      left join entry_versions p
        on p.site_id = ${tx.ctx.site.id} and p.entry_id = e.entry_id and p.version = e.version - 1
      left join members m on m.site_id = e.by_site_id and m.id = e.by_id
  `)

/** Entries at which nobody has written since. */
export const quiet = async (ctx: Ctx, since: Date): Promise<string[]> =>
  (
    await ctx.read<{ entry_id: string }>(sql`
      select entry_id
      from entry_versions
      where site_id = ${ctx.site.id} and opened_at is not null and at <= ${since}
      order by entry_id
      limit 1000
    `)
  ).map((row) => row.entry_id)

export const sitesWithQuiet = (since: Date) => sql`
  select distinct t.key
  from entry_versions v
    join sites t on t.id = v.site_id
  where v.opened_at is not null and v.at <= ${since}
`
