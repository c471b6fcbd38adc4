import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { Grant } from './schema.ts'

export type GroupRow = {
  id: string
  key: string
  name: { ja: string; en: string }
  builtin: boolean
  grants: Grant[]
  etag: number
  members: number
}

const columns = sql`
  g.id, g.key, g.name, g.builtin, g.grants, g.etag,
  (select count(*)::int from member_groups mg where mg.site_id = g.site_id and mg.group_id = g.id) as members
`

export const list = (ctx: Ctx) =>
  ctx.read<GroupRow>(
    sql`select ${columns} from groups g where g.site_id = ${ctx.site.id} order by g.builtin desc, g.id`,
  )

export const get = (ctx: Ctx, key: string) =>
  ctx.read<GroupRow>(sql`select ${columns} from groups g where g.site_id = ${ctx.site.id} and g.key = ${key}`)

export const lock = (tx: Tx, key: string) =>
  tx.maybeOne<GroupRow>(sql`
    select ${columns}
    from groups g
    where g.site_id = ${tx.ctx.site.id} and g.key = ${key}
    for update of g
  `)

export const insert = (tx: Tx, group: { key: string; name: object; grants: Grant[]; builtin: boolean }) =>
  tx.run(sql`
    insert into groups (site_id, id, key, name, builtin, grants, created_at, updated_at)
    values (
      ${tx.ctx.site.id}, ${tx.ctx.app.newId()}, ${group.key}, ${JSON.stringify(group.name)}, ${group.builtin},
      ${JSON.stringify(group.grants)}, ${tx.ctx.now()}, ${tx.ctx.now()}
    )
    on conflict (site_id, key) do nothing
  `)

export const update = (tx: Tx, key: string, group: { name: object; grants: Grant[] }) =>
  tx.run(sql`
    update groups
    set name = ${JSON.stringify(group.name)}, grants = ${JSON.stringify(group.grants)}, etag = etag + 1,
      updated_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and key = ${key}
  `)

export const remove = (tx: Tx, key: string) =>
  tx.run(sql`delete from groups where site_id = ${tx.ctx.site.id} and key = ${key}`)

export const grantsOfMember = (memberId: string, siteId: string) => sql`
  select g.grants
  from member_groups mg
    join groups g on g.site_id = mg.site_id and g.id = mg.group_id
  where mg.site_id = ${siteId} and mg.member_id = ${memberId}
`

export const keysOfMember = (memberId: string, siteId: string) => sql`
  select g.key
  from member_groups mg
    join groups g on g.site_id = mg.site_id and g.id = mg.group_id
  where mg.site_id = ${siteId} and mg.member_id = ${memberId}
`

export const lockAll = (tx: Tx) =>
  tx.many<GroupRow>(sql`
    select ${columns} from groups g where g.site_id = ${tx.ctx.site.id} and not g.builtin order by g.id for update of g
  `)

/** A type that comes back under a name used before is another type: what grants said about the old one goes with it. */
export const forgetType = (tx: Tx, key: string) =>
  tx.run(sql`
    update groups
    set grants = (
      select coalesce(
        jsonb_agg(case when g ? 'types' then jsonb_set(g, '{types}', (g -> 'types') - ${key}::text) else g end order by n),
        '[]'
      )
      from jsonb_array_elements(grants) with ordinality as listed (g, n)
      where g -> 'types' is null or (g -> 'types') - ${key}::text <> '[]'
    ), etag = etag + 1, updated_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and exists (select from jsonb_array_elements(grants) as g where g -> 'types' ? ${key})
  `)
