import sql, { empty } from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import type { Ctx, Tx } from '#platform/ctx.ts'

export type MemberRow = {
  id: string
  name: string
  email: string
  status: 'active' | 'suspended'
  groups: string[]
  created_at: Date
  last_login_at: Date | null
  etag: number
}

const columns = sql`
  m.id, m.name, m.email, m.status, m.created_at, m.last_login_at, m.etag,
  coalesce(
    (
      select array_agg(g.key order by g.key)
      from member_groups mg join groups g on g.site_id = mg.site_id and g.id = mg.group_id
      where mg.site_id = m.site_id and mg.member_id = m.id
    ),
    '{}'
  ) as groups
`

const isIn = (group: string) => sql`
  and exists (
    select from member_groups mg join groups g on g.site_id = mg.site_id and g.id = mg.group_id
    where mg.site_id = m.site_id and mg.member_id = m.id and g.key = ${group}
  )
`

export const list = (ctx: Ctx, query: { search?: string; group?: string; after?: string; size: number }) => {
  const pattern = query.search && `%${query.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return ctx.read<MemberRow>(sql`
    select ${columns}
    from members m
    where m.site_id = ${ctx.site.id}
      ${query.after ? sql`and m.id > ${query.after}` : empty}
      ${pattern ? sql`and (lower(m.name) like ${pattern} or m.email like ${pattern})` : empty}
      ${query.group ? isIn(query.group) : empty}
    order by m.id
    limit ${query.size}
  `)
}

export const get = (ctx: Ctx, id: string) =>
  ctx.read<MemberRow>(sql`select ${columns} from members m where m.site_id = ${ctx.site.id} and m.id = ${id}`)

export const lock = (tx: Tx, id: string) =>
  tx.maybeOne<MemberRow>(sql`
    select ${columns} from members m where m.site_id = ${tx.ctx.site.id} and m.id = ${id} for update of m
  `)

export type LoginRow = {
  id: string
  name: string
  email: string
  status: 'active' | 'suspended'
  password_hash: string | null
}

export const byEmail = (ctx: Ctx, email: string) =>
  ctx.read<LoginRow>(sql`
    select id, name, email, status, password_hash
    from members
    where site_id = ${ctx.site.id} and email = ${email}
  `)

type NewRow = { id: string; name: string; email: string; passwordHash: string | null }

export const insert = (tx: Tx, member: NewRow) =>
  tx.run(sql`
    insert into members (site_id, id, email, name, password_hash, password_changed_at, created_at, updated_at)
    values (
      ${tx.ctx.site.id}, ${member.id}, ${member.email}, ${member.name}, ${member.passwordHash},
      ${member.passwordHash ? tx.ctx.now() : null}, ${tx.ctx.now()}, ${tx.ctx.now()}
    )
    on conflict (site_id, email) do nothing
  `)

/** False when another member of the site has the e-mail address. */
export const update = (
  tx: Tx,
  member: { id: string; name: string; email: string; status: string; passwordHash?: string | undefined },
) =>
  tx.run(sql`
    update members
    set name = ${member.name}, email = ${member.email}, status = ${member.status}, etag = etag + 1,
      updated_at = ${tx.ctx.now()}
      ${member.passwordHash ? sql`, password_hash = ${member.passwordHash}, password_changed_at = ${tx.ctx.now()}` : empty}
    where site_id = ${tx.ctx.site.id} and id = ${member.id}
      and not exists (
        select from members other
        where other.site_id = ${tx.ctx.site.id} and other.email = ${member.email} and other.id <> ${member.id}
      )
  `)

export const remove = (tx: Tx, id: string) =>
  tx.run(sql`delete from members where site_id = ${tx.ctx.site.id} and id = ${id}`)

export const noteLogin = (tx: Tx, id: string) =>
  tx.run(sql`
    update members set last_login_at = ${tx.ctx.now()} where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const leaveGroups = (tx: Tx, id: string) =>
  tx.run(sql`delete from member_groups where site_id = ${tx.ctx.site.id} and member_id = ${id}`)

/** Keys that no group of the site has are left out of what comes back. */
export const joinGroups = (tx: Tx, id: string, keys: string[]) =>
  tx.many<{ key: string }>(sql`
    with joined as (
      insert into member_groups (site_id, member_id, group_id)
      select g.site_id, ${id}::uuid, g.id from groups g where g.site_id = ${tx.ctx.site.id} and g.key = any (${keys})
      returning group_id
    )
    select g.key from groups g join joined j on j.group_id = g.id where g.site_id = ${tx.ctx.site.id}
  `)

/** Active members who hold everything. The lock on the group makes two owners leaving at once wait for each other. */
export const countOwners = async (tx: Tx): Promise<number> => {
  await tx.run(sql`select from groups where site_id = ${tx.ctx.site.id} and key = 'owner' for update`)
  const row = await tx.one<{ owners: number }>(sql`
    select count(*)::int as owners
    from member_groups mg
      join groups g on g.site_id = mg.site_id and g.id = mg.group_id
      join members m on m.site_id = mg.site_id and m.id = mg.member_id
    where mg.site_id = ${tx.ctx.site.id} and g.key = 'owner' and m.status = 'active'
  `)
  return row.owners
}

export const grantsOfGroups = (tx: Tx, keys: string[]) =>
  tx.many<{ grants: { permission: string }[] }>(sql`
    select grants from groups where site_id = ${tx.ctx.site.id} and key = any (${keys})
  `)

export const active = (app: App, siteId: string, id: string) =>
  app.db.read<{ id: string }>(
    siteId,
    sql`select id from members where site_id = ${siteId} and id = ${id} and status = 'active'`,
  )
