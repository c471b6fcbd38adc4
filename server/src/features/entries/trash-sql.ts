import sql, { empty, raw } from 'sql-template-tag'
import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { PagePlace } from './page-place.ts'
import { stateColumns, type Freed } from './sql.ts'
import type { EntryState } from './state.ts'

type Kept = {
  trashedAt: Date
  trashedById: string | null
  purgeAt: Date
  children: string[]
  liveChildren: string[]
  definition: ContentTypeDefinition
}
export type TrashRow = EntryState & Kept

const columns = sql`${stateColumns}, t.trashed_at as "trashedAt", t.trashed_by_id as "trashedById", t.purge_at as "purgeAt",
  t.children, t.live_children as "liveChildren", t.definition`
const from = raw('entry_trash t cross join lateral jsonb_populate_record(null::entries, t.state) e')

type Moving = {
  ids: string[]
  definition: ContentTypeDefinition
  purgeAt: Date
  bySiteId: string | null
  byId: string | null
}

/** Entries become rows of the trash. What lay below them must have been freed. */
export const moveIn = (tx: Tx, { ids, definition, purgeAt, bySiteId, byId }: Moving, freed: Freed[]) =>
  tx.run(sql`
    with freed as (
      select f.id, f."parentId" as parent_id, f."liveParentId" as live_parent_id
      from jsonb_to_recordset(${JSON.stringify(freed)}::jsonb) as f (id uuid, "parentId" uuid, "liveParentId" uuid)
    ), gone as (
      delete from entries e
      where e.site_id = ${tx.ctx.site.id} and e.id = any (${ids}::uuid[])
      returning e.*
    )
    insert into entry_trash (
      site_id, id, type_id, state, definition, children, live_children, trashed_at, trashed_by_site_id, trashed_by_id,
      purge_at
    )
    select g.site_id, g.id, g.type_id, to_jsonb(g), ${JSON.stringify(definition)}::jsonb,
      array(select f.id from freed f where f.parent_id = g.id),
      array(select f.id from freed f where f.live_parent_id = g.id), ${tx.ctx.now()}, ${bySiteId}, ${byId}, ${purgeAt}
    from gone g
  `)

export const lock = (tx: Tx, id: string) =>
  tx.maybeOne<TrashRow>(sql`
    select ${columns} from ${from} where t.site_id = ${tx.ctx.site.id} and t.id = ${id} for update of t
  `)

type Page = { typeIds: string[]; after: PagePlace | undefined; size: number }

export const page = (ctx: Ctx, { typeIds, after, size }: Page) =>
  ctx.read<TrashRow>(sql`
    select ${columns}
    from ${from}
    where t.site_id = ${ctx.site.id} and t.type_id = any (${typeIds}::uuid[])
      ${after ? sql`and (t.trashed_at, t.id) < (${after.at}, ${after.id}::uuid)` : empty}
    order by t.trashed_at desc, t.id desc
    limit ${size}
  `)

export const takeOut = (tx: Tx, ids: string[]) =>
  tx.run(sql`delete from entry_trash where site_id = ${tx.ctx.site.id} and id = any (${ids}::uuid[])`)

/** For ever, with every version and all that was planned. */
export const purge = async (tx: Tx, ids: string[]): Promise<void> => {
  await tx.run(
    sql`delete from entry_versions where site_id = ${tx.ctx.site.id} and entry_id = any (${ids}::uuid[])`,
  )
  await tx.run(
    sql`delete from entry_schedules where site_id = ${tx.ctx.site.id} and entry_id = any (${ids}::uuid[])`,
  )
  await takeOut(tx, ids)
}

export const lockOver = (tx: Tx, limit: number) =>
  tx.many<TrashRow>(sql`
    select ${columns}
    from ${from}
    where t.site_id = ${tx.ctx.site.id} and t.purge_at <= ${tx.ctx.now()}
    order by t.purge_at
    limit ${limit}
    for update of t skip locked
  `)

export const idsOfType = async (tx: Tx, typeId: string): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(
      sql`select id from entry_trash where site_id = ${tx.ctx.site.id} and type_id = ${typeId}`,
    )
  ).map((row) => row.id)

/** What lay below it and has found no other place lies below it again; the whole rows. */
export const hangBelow = (
  tx: Tx,
  { id, children, liveChildren }: Pick<TrashRow, 'id' | 'children' | 'liveChildren'>,
) =>
  tx.many<EntryState>(sql`
    update entries e
    set parent_id = case when e.parent_id is null and e.id = any (${children}::uuid[]) then ${id} else e.parent_id end,
      live_parent_id = case
        when e.live_parent_id is null and e.live is not null and e.id = any (${liveChildren}::uuid[]) then ${id}
        else e.live_parent_id
      end
    where e.site_id = ${tx.ctx.site.id} and e.id = any (${[...children, ...liveChildren]}::uuid[])
    returning ${stateColumns}
  `)

/** Keys of sites in which something has been in the trash long enough. For the owner. */
export const sitesWithOver = (moment: Date) => sql`
  select distinct s.key
  from entry_trash t
    join sites s on s.id = t.site_id
  where t.purge_at <= ${moment}
`
