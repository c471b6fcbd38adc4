import sql, { empty, raw } from 'sql-template-tag'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { EntryState } from './state.ts'

/** Columns of an entry under the names that EntryState has. */
export const stateColumns = raw(`
  e.id, e.number, e.type_id as "typeId", e.key, e.parent_id as "parentId", e.position, e.work, e.live, e.version,
  e.live_version as "liveVersion", e.live_key as "liveKey", e.live_parent_id as "liveParentId",
  e.live_locales as "liveLocales", e.live_from as "liveFrom", e.live_until as "liveUntil",
  e.published_at as "publishedAt", e.etag, e.created_at as "createdAt", e.created_by_site_id as "createdBySiteId",
  e.created_by_id as "createdById", e.updated_at as "updatedAt", e.updated_by_site_id as "updatedBySiteId",
  e.updated_by_id as "updatedById"
`)

export const get = (ctx: Ctx, id: string) =>
  ctx.read<EntryState>(
    sql`select ${stateColumns} from entries e where e.site_id = ${ctx.site.id} and e.id = ${id}`,
  )

export const states = (ctx: Ctx, ids: string[]) =>
  ctx.read<EntryState>(sql`
    select ${stateColumns} from entries e where e.site_id = ${ctx.site.id} and e.id = any (${ids}::uuid[])
  `)

export const lock = (tx: Tx, id: string) =>
  tx.maybeOne<EntryState>(sql`
    select ${stateColumns} from entries e where e.site_id = ${tx.ctx.site.id} and e.id = ${id} for update
  `)

/** In the order of their ids, so that two blocks never wait for each other. */
export const lockByKeys = (tx: Tx, typeId: string, keys: string[]) =>
  tx.many<EntryState>(sql`
    select ${stateColumns}
    from entries e
    where e.site_id = ${tx.ctx.site.id} and e.type_id = ${typeId} and e.key = any (${keys}::text[])
    order by e.id
    for update
  `)

export const lockByIds = async (tx: Tx, typeId: string, ids: string[]): Promise<EntryState[]> =>
  ids.length === 0
    ? []
    : tx.many<EntryState>(sql`
        select ${stateColumns}
        from entries e
        where e.site_id = ${tx.ctx.site.id} and e.type_id = ${typeId} and e.id = any (${ids}::uuid[])
        order by e.id
        for update
      `)

export const statesAfter = (tx: Tx, typeId: string, after: string, limit: number) =>
  tx.many<EntryState>(sql`
    select ${stateColumns}
    from entries e
    where e.site_id = ${tx.ctx.site.id} and e.type_id = ${typeId} and e.id > ${after}
    order by e.id
    limit ${limit}
    for update
  `)

export const clearKeys = (tx: Tx, ids: string[]) =>
  tx.run(sql`
    update entries
    set key = null, live_key = null
    where site_id = ${tx.ctx.site.id} and id = any (${ids}::uuid[])
  `)

/** No further than `most`. */
export const countOfType = async (tx: Tx, typeId: string, most: number): Promise<number> =>
  (
    await tx.one<{ count: number }>(sql`
      select count(*)::int as count
      from (select from entries where site_id = ${tx.ctx.site.id} and type_id = ${typeId} limit ${most}) found
    `)
  ).count

/**
 * Moves the counter of a site on; gives its new value. It may reach the disk later than the reply: an entry that has one of the numbers is
 * committed behind it, and takes it along.
 */
export const moveCounter = async (ctx: Ctx, count: number): Promise<number> => {
  const { value } = await ctx.app.db.tx(
    ctx.site.id,
    (tx) =>
      tx.one<{ value: number }>(sql`
        insert into site_counters (site_id, name, value)
        values (${ctx.site.id}, 'entry', ${count})
        on conflict (site_id, name) do update set value = site_counters.value + excluded.value
        returning value
      `),
    { beside: true, late: true },
  )
  return value
}

export type FoundType = { id: string; type_id: string }

export const typesOf = (tx: Tx, ids: string[]) =>
  tx.many<FoundType>(sql`
    select id, type_id from entries where site_id = ${tx.ctx.site.id} and id = any (${ids}::uuid[])
  `)

export type ReferenceRow = EntryState & { field: string }

/** Who points to an entry, from either stage. */
export const references = (ctx: Ctx, id: string, limit: number, after?: { id: string; field: string }) => sql`
  select ${stateColumns}, r.field
  from (
    select distinct entry_id, field
    from entry_refs
    where site_id = ${ctx.site.id} and value = ${id} and relation and entry_id <> ${id}
      ${after ? sql`and (entry_id, field) > (${after.id}::uuid, ${after.field})` : empty}
    order by entry_id, field
    limit ${limit}
  ) r
    join entries e on e.site_id = ${ctx.site.id} and e.id = r.entry_id
  order by e.id, r.field
`

export const countReferences = async (tx: Tx, id: string): Promise<number> =>
  (
    await tx.one<{ count: number }>(sql`
      select count(distinct entry_id)::int as count
      from entry_refs
      where site_id = ${tx.ctx.site.id} and value = ${id} and relation and entry_id <> ${id}
    `)
  ).count

/** Some of the entries that point to one, in the order in which everybody locks. */
export const lockReferring = (tx: Tx, id: string, limit: number) =>
  tx.many<EntryState>(sql`
    select ${stateColumns}
    from entries e
    where e.site_id = ${tx.ctx.site.id} and e.id in (
      select entry_id
      from entry_refs
      where site_id = ${tx.ctx.site.id} and value = ${id} and relation and entry_id <> ${id}
      order by entry_id
      limit ${limit}
    )
    order by e.id
    for update
  `)

export const children = (tx: Tx, id: string) =>
  tx.many<ReferenceRow>(sql`
    select ${stateColumns}, 'parent' as field
    from entries e
    where e.site_id = ${tx.ctx.site.id} and e.parent_id = ${id}
    order by e.id
    limit 50
  `)

export type Freed = { id: string; parentId: string | null; liveParentId: string | null }

/** What lies below these entries and is not among them moves to the root; says where each lay. */
export const freeChildren = (tx: Tx, ids: string[]) =>
  tx.many<Freed>(sql`
    with below as (
      select id, parent_id, live_parent_id
      from entries
      where site_id = ${tx.ctx.site.id} and (parent_id = any (${ids}::uuid[]) or live_parent_id = any (${ids}::uuid[]))
        and not id = any (${ids}::uuid[])
      order by id
      for update
    )
    update entries e
    set parent_id = case when e.parent_id = any (${ids}::uuid[]) then null else e.parent_id end,
      live_parent_id = case when e.live_parent_id = any (${ids}::uuid[]) then null else e.live_parent_id end
    from below
    where e.site_id = ${tx.ctx.site.id} and e.id = below.id
    returning e.id, below.parent_id as "parentId", below.live_parent_id as "liveParentId"
  `)

export const freeIndexedChildren = (tx: Tx, ids: string[]) =>
  tx.run(sql`
    update entry_index set parent_id = null where site_id = ${tx.ctx.site.id} and parent_id = any (${ids}::uuid[])
  `)

/** Of these entries those that lie below themselves (`ring`), or in a branch of more than `most` levels, as the tree is now. */
export const misplaced = (tx: Tx, ids: string[], most: number) =>
  tx.many<{ id: string; ring: boolean }>(sql`
    with recursive up as (
      select id as start, parent_id, 1 as level from entries where site_id = ${tx.ctx.site.id} and id = any (${ids}::uuid[])
      union all
      select up.start, e.parent_id, up.level + 1
      from up join entries e on e.site_id = ${tx.ctx.site.id} and e.id = up.parent_id
      where up.level <= ${most}
    ), down as (
      select id as start, id, 0 as level from entries where site_id = ${tx.ctx.site.id} and id = any (${ids}::uuid[])
      union all
      select down.start, e.id, down.level + 1
      from down join entries e on e.site_id = ${tx.ctx.site.id} and e.parent_id = down.id
      where down.level <= ${most}
    ), above as (
      select start, max(level) as levels, bool_or(parent_id = start) as ring from up group by start
    ), below as (
      select start, max(level) as levels from down group by start
    )
    select start as id, coalesce(ring, false) as ring
    from above join below using (start)
    where ring or above.levels + below.levels > ${most}
  `)

/** Whether the type is what the writer takes it for; if so, it stays so until the transaction ends. */
export const holdType = (tx: Tx, type: ModelType) =>
  tx.maybeOne<{ same: boolean }>(sql`
    select definition = ${JSON.stringify(type.definition)}::jsonb and columns = ${JSON.stringify(type.columns)}::jsonb as same
    from content_types
    where site_id = ${tx.ctx.site.id} and id = ${type.id}
    for share
  `)

/** Whoever moves entries of the type, or makes its only one, waits here for the other. */
export const lockType = (tx: Tx, typeId: string) =>
  tx.run(sql`
    select from content_types where site_id = ${tx.ctx.site.id} and id = ${typeId} for no key update
  `)

export type VersionRow = {
  version: number
  kind: 'save' | 'publish' | 'restore' | 'import'
  at: Date
  by_id: string | null
  by_name: string | null
  note: string | null
  opened_at: Date | null
  values: Record<string, unknown>
  key: string | null
  parent_id: string | null
}

export const versions = (ctx: Ctx, id: string) =>
  ctx.read<Omit<VersionRow, 'values'>>(sql`
    select v.version, v.kind, v.at, v.by_id, m.name as by_name, v.note, v.opened_at, v.key, v.parent_id
    from entry_versions v
      left join members m on m.site_id = v.by_site_id and m.id = v.by_id
    where v.site_id = ${ctx.site.id} and v.entry_id = ${id}
    order by v.version desc
    limit 500
  `)

export const version = (ctx: Ctx, id: string, number: number) =>
  ctx.read<VersionRow>(sql`
    select v.version, v.kind, v.at, v.by_id, m.name as by_name, v.note, v.opened_at, v."values", v.key, v.parent_id
    from entry_versions v
      left join members m on m.site_id = v.by_site_id and m.id = v.by_id
    where v.site_id = ${ctx.site.id} and v.entry_id = ${id} and v.version = ${number}
  `)

/** The same with the connection that a transaction holds already. */
export const keptVersion = (tx: Tx, id: string, number: number) =>
  tx.maybeOne<Pick<VersionRow, 'values' | 'key' | 'parent_id'>>(sql`
    select v."values", v.key, v.parent_id
    from entry_versions v
    where v.site_id = ${tx.ctx.site.id} and v.entry_id = ${id} and v.version = ${number}
  `)

export const membersOf = (tx: Tx, ids: string[]) =>
  tx.many<{ id: string }>(sql`
    select id from members where site_id = ${tx.ctx.site.id} and id = any (${ids}::uuid[])
  `)

export const names = (ctx: Ctx, ids: string[]) =>
  ctx.read<{ id: string; name: string }>(sql`
    select id, name from members where site_id = ${ctx.site.id} and id = any (${ids}::uuid[])
  `)
