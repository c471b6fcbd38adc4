import sql from 'sql-template-tag'
import type { Columns } from '@dozo/content-model/columns'
import type { ContentTypeDefinition, WrittenKind } from '@dozo/content-model/definition'
import type { Ctx, Tx } from '#platform/ctx.ts'

export type TypeRow = {
  id: string
  key: string
  definition: ContentTypeDefinition
  columns: Columns
  etag: number
}

export const list = (ctx: Ctx) =>
  ctx.read<TypeRow>(sql`
    select id, key, definition, columns, etag from content_types where site_id = ${ctx.site.id} order by id
  `)

export const lock = (tx: Tx, key: string) =>
  tx.maybeOne<TypeRow>(sql`
    select id, key, definition, columns, etag
    from content_types
    where site_id = ${tx.ctx.site.id} and key = ${key}
    for update
  `)

/** As it is now and stays until the transaction ends. */
export const hold = (tx: Tx, id: string) =>
  tx.maybeOne<TypeRow>(sql`
    select id, key, definition, columns, etag
    from content_types
    where site_id = ${tx.ctx.site.id} and id = ${id}
    for share
  `)

export const all = (tx: Tx) =>
  tx.many<TypeRow>(sql`
    select id, key, definition, columns, etag from content_types where site_id = ${tx.ctx.site.id}
  `)

/** These types as they are now, held until the transaction ends. */
export const lockThese = (tx: Tx, ids: readonly string[]) =>
  tx.many<TypeRow>(sql`
    select id, key, definition, columns, etag
    from content_types
    where site_id = ${tx.ctx.site.id} and id = any (${ids}::uuid[])
    order by id
    for update
  `)

/** The site's shared kinds of blocks. */
export const sharedKinds = (ctx: Ctx) =>
  ctx.read<{ definition: WrittenKind }>(sql`
    select definition from block_kinds where site_id = ${ctx.site.id} order by key
  `)

/** The same, as they are now and stay until the transaction ends. */
export const holdSharedKinds = (tx: Tx) =>
  tx.many<{ definition: WrittenKind }>(sql`
    select definition from block_kinds where site_id = ${tx.ctx.site.id} order by key for share
  `)

/** Of each type: no further than `most`. */
export const counts = (ctx: Ctx, most: number) =>
  ctx.read<{ id: string; entries: number }>(sql`
    select t.id, (
        select count(*)::int
        from (select from entries e where e.site_id = t.site_id and e.type_id = t.id limit ${most}) found
      ) as entries
    from content_types t
    where t.site_id = ${ctx.site.id}
  `)

/** Run as the owner. */
export const explainedEntries = (typeId: string) =>
  sql`explain (format json) select from entries where type_id = ${typeId}::uuid`

export const insert = (tx: Tx, type: Omit<TypeRow, 'etag'>) =>
  tx.run(sql`
    insert into content_types (site_id, id, key, definition, columns, created_at, updated_at)
    values (
      ${tx.ctx.site.id}, ${type.id}, ${type.key}, ${JSON.stringify(type.definition)}, ${JSON.stringify(type.columns)},
      ${tx.ctx.now()}, ${tx.ctx.now()}
    )
    on conflict (site_id, key) do nothing
  `)

export const update = (tx: Tx, type: Omit<TypeRow, 'etag'>) =>
  tx.run(sql`
    update content_types
    set definition = ${JSON.stringify(type.definition)}, columns = ${JSON.stringify(type.columns)}, etag = etag + 1,
      updated_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and id = ${type.id}
  `)

export const hasEntries = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.maybeOne(
    sql`select 1 as one from entries where site_id = ${tx.ctx.site.id} and type_id = ${id} limit 1`,
  )) !== undefined

export const hasSeveral = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.many(sql`select from entries where site_id = ${tx.ctx.site.id} and type_id = ${id} limit 2`))
    .length > 1

export const hasEndpoints = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.maybeOne(
    sql`select 1 as one from endpoints where site_id = ${tx.ctx.site.id} and type_id = ${id} limit 1`,
  )) !== undefined

/** How many entries have a value in each of these fields, in the working copy or the live one. */
export const countValues = (siteId: string, typeId: string, keys: readonly string[]) => sql`
  select k.key, count(*)::int as entries
  from unnest(${keys}::text[]) k(key)
    join entries e on e.site_id = ${siteId} and e.type_id = ${typeId}
      and (e.work -> k.key is not null or e.live -> k.key is not null)
  group by k.key
`

export const someValues = (siteId: string, typeId: string, key: string, limit: number) => sql`
  select e.work -> ${key} as value
  from entries e
  where e.site_id = ${siteId} and e.type_id = ${typeId} and e.work -> ${key} is not null
  order by e.id
  limit ${limit}
`

export const remove = (tx: Tx, id: string) =>
  tx.run(sql`delete from content_types where site_id = ${tx.ctx.site.id} and id = ${id}`)
