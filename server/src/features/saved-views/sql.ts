import sql, { empty, raw } from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'

export type ViewRow = {
  id: string
  type_id: string
  name: string
  shared: boolean
  filter: Record<string, unknown>
  search: string | null
  sort: string | null
  columns: string[] | null
  owner_id: string
  etag: number
}

const columns = raw(
  'v.id, v.type_id, v.name, v.shared, v.filter, v.search, v.sort, v.columns, v.owner_id, v.etag',
)

/** One's own and those that are shared. */
export const list = (ctx: Ctx, ownerId: string | null, typeId: string | undefined) =>
  ctx.read<ViewRow>(sql`
    select ${columns}
    from saved_views v
    where v.site_id = ${ctx.site.id} and (v.shared or v.owner_id = ${ownerId}::uuid)
      ${typeId === undefined ? empty : sql`and v.type_id = ${typeId}`}
    order by v.shared, v.name, v.id
    limit 500
  `)

export const lock = (tx: Tx, id: string) =>
  tx.maybeOne<ViewRow>(sql`
    select ${columns} from saved_views v where v.site_id = ${tx.ctx.site.id} and v.id = ${id} for update
  `)

export const countOwn = async (tx: Tx, typeId: string, ownerId: string): Promise<number> =>
  (
    await tx.one<{ count: number }>(sql`
      select count(*)::int as count
      from saved_views
      where site_id = ${tx.ctx.site.id} and type_id = ${typeId} and owner_id = ${ownerId}
    `)
  ).count

type Kept = Omit<ViewRow, 'etag'>

/** False when its owner has a view of this name. */
export const insert = async (tx: Tx, view: Kept & { owner_site_id: string }): Promise<boolean> =>
  (await tx.run(sql`
    insert into saved_views (
      site_id, id, type_id, name, shared, filter, search, sort, columns, owner_site_id, owner_id, created_at, updated_at
    )
    values (
      ${tx.ctx.site.id}, ${view.id}, ${view.type_id}, ${view.name}, ${view.shared}, ${JSON.stringify(view.filter)},
      ${view.search}, ${view.sort}, ${view.columns}, ${view.owner_site_id}, ${view.owner_id}, ${tx.ctx.now()},
      ${tx.ctx.now()}
    )
    on conflict do nothing
  `)) === 1

/** False when its owner has another view of this name. */
export const update = async (tx: Tx, view: Kept): Promise<boolean> =>
  (await tx.run(sql`
    update saved_views v
    set name = ${view.name}, shared = ${view.shared}, filter = ${JSON.stringify(view.filter)}, search = ${view.search},
      sort = ${view.sort}, columns = ${view.columns}, etag = etag + 1, updated_at = ${tx.ctx.now()}
    where v.site_id = ${tx.ctx.site.id} and v.id = ${view.id}
      and not exists (
        select from saved_views o
        where o.site_id = v.site_id and o.type_id = v.type_id and o.owner_id = v.owner_id and o.name = ${view.name}
          and o.id <> v.id
      )
  `)) === 1

export const remove = (tx: Tx, id: string) =>
  tx.run(sql`delete from saved_views where site_id = ${tx.ctx.site.id} and id = ${id}`)
