import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { Grant } from '#platform/rights.ts'

export type FoundRow = {
  site_id: string
  id: string
  member_id: string
  name: string
  scopes: Grant[]
  expires_at: Date
  last_used_at: Date | null
  site_key: string
  member_name: string
  member_status: string
}

export const find = (app: App, tokenHash: Buffer) =>
  app.db.read<FoundRow>(null, sql`select * from api_token_of_hash(${tokenHash})`)

export const used = (siteId: string, id: string, at: Date) =>
  sql`update api_tokens set last_used_at = ${at} where site_id = ${siteId} and id = ${id}`

export type TokenRow = {
  id: string
  name: string
  prefix: string
  scopes: Grant[]
  member_id: string
  member_name: string
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
}

export const list = (ctx: Ctx) =>
  ctx.read<TokenRow>(sql`
    select t.id, t.name, t.prefix, t.scopes, t.member_id, m.name as member_name, t.created_at, t.expires_at, t.last_used_at
    from api_tokens t
      join members m on m.site_id = t.site_id and m.id = t.member_id
    where t.site_id = ${ctx.site.id}
    order by t.id desc
    limit 500
  `)

type NewRow = {
  id: string
  memberId: string
  name: string
  prefix: string
  hash: Buffer
  scopes: unknown
  expiresAt: Date
}

export const insert = (tx: Tx, token: NewRow) =>
  tx.run(sql`
    insert into api_tokens (site_id, id, member_id, name, prefix, token_hash, scopes, created_at, expires_at)
    values (
      ${tx.ctx.site.id}, ${token.id}, ${token.memberId}, ${token.name}, ${token.prefix}, ${token.hash},
      ${JSON.stringify(token.scopes)}, ${tx.ctx.now()}, ${token.expiresAt}
    )
  `)

export const remove = (tx: Tx, id: string) =>
  tx.maybeOne<{ name: string }>(sql`
    delete from api_tokens where site_id = ${tx.ctx.site.id} and id = ${id} returning name
  `)

/** A type that comes back under a name used before is another type: what scopes said about the old one goes with it. */
export const forgetType = (tx: Tx, key: string) =>
  tx.run(sql`
    update api_tokens
    set scopes = (
      select coalesce(
        jsonb_agg(case when g ? 'types' then jsonb_set(g, '{types}', (g -> 'types') - ${key}::text) else g end order by n),
        '[]'
      )
      from jsonb_array_elements(scopes) with ordinality as listed (g, n)
      where g -> 'types' is null or (g -> 'types') - ${key}::text <> '[]'
    )
    where site_id = ${tx.ctx.site.id} and exists (select from jsonb_array_elements(scopes) as g where g -> 'types' ? ${key})
  `)
