import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import type { Ctx, Tx } from '#platform/ctx.ts'

export type FoundRow = {
  site_id: string
  id: string
  member_id: string
  door: 'console' | 'site'
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  site_key: string
  member_name: string
  member_email: string
  member_status: string
}

/** The one look-up by token, in whatever site. */
export const find = (app: App, tokenHash: Buffer) =>
  app.db.read<FoundRow>(null, sql`select * from session_of_token(${tokenHash})`)

/** The session that once had this token, with when it was exchanged. */
export const findSpent = (app: App, tokenHash: Buffer) =>
  app.db.read<FoundRow & { spent_at: Date }>(null, sql`select * from session_of_spent_token(${tokenHash})`)

/** Nothing when it was exchanged a moment ago. */
export const lockForRefresh = (tx: Tx, id: string, notAfter: Date) =>
  tx.maybeOne<{ token_hash: Buffer; expires_at: Date }>(sql`
    select token_hash, expires_at
    from sessions
    where site_id = ${tx.ctx.site.id} and id = ${id} and (refreshed_at is null or refreshed_at <= ${notAfter})
    for update
  `)

export const spend = (tx: Tx, id: string, tokenHash: Buffer) =>
  tx.run(sql`
    insert into spent_session_tokens (token_hash, site_id, session_id, spent_at)
    values (${tokenHash}, ${tx.ctx.site.id}, ${id}, ${tx.ctx.now()})
  `)

export const refresh = (tx: Tx, id: string, tokenHash: Buffer) =>
  tx.run(sql`
    update sessions
    set token_hash = ${tokenHash}, refreshed_at = ${tx.ctx.now()}, last_seen_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

type NewRow = { id: string; memberId: string; door: string; tokenHash: Buffer; expiresAt: Date }

export const insert = (tx: Tx, session: NewRow) =>
  tx.run(sql`
    insert into sessions (
      site_id, id, member_id, door, token_hash, created_at, last_seen_at, expires_at, ip, user_agent
    )
    values (
      ${tx.ctx.site.id}, ${session.id}, ${session.memberId}, ${session.door}, ${session.tokenHash}, ${tx.ctx.now()},
      ${tx.ctx.now()}, ${session.expiresAt}, ${tx.ctx.ip}, ${tx.ctx.userAgent}
    )
  `)

export const seen = (siteId: string, id: string, at: Date) => sql`
  update sessions set last_seen_at = greatest(last_seen_at, ${at}) where site_id = ${siteId} and id = ${id}
`

export const lastSeen = (app: App, siteId: string, id: string) =>
  app.db.read<{ last_seen_at: Date }>(
    siteId,
    sql`select last_seen_at from sessions where site_id = ${siteId} and id = ${id}`,
  )

export type LineRow = {
  id: string
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  ip: string
  user_agent: string
}

export const list = (ctx: Ctx, memberId: string) =>
  ctx.read<LineRow>(sql`
    select id, created_at, last_seen_at, expires_at, ip, user_agent
    from sessions
    where site_id = ${ctx.site.id} and member_id = ${memberId} and expires_at > ${ctx.now()}
    order by last_seen_at desc
    limit 100
  `)

export const remove = (tx: Tx, id: string) =>
  tx.maybeOne<{ member_id: string }>(sql`
    delete from sessions where site_id = ${tx.ctx.site.id} and id = ${id} returning member_id
  `)

export const owner = (ctx: Ctx, id: string) =>
  ctx.read<{ member_id: string }>(
    sql`select member_id from sessions where site_id = ${ctx.site.id} and id = ${id}`,
  )

export const removeOfMember = (tx: Tx, memberId: string) =>
  tx.run(sql`delete from sessions where site_id = ${tx.ctx.site.id} and member_id = ${memberId}`)

export type FailureRow = { failures: number; blocked_until: Date | null }

export const failures = (ctx: Ctx, keys: Buffer[]) =>
  ctx.read<FailureRow>(sql`
    select failures, blocked_until from login_failures where site_id = ${ctx.site.id} and key = any (${keys})
  `)

/** Counts one more try; one that is older than `forgotten` starts from one again. Tries of one key wait for each other here. */
export const countTry = (tx: Tx, key: Buffer, forgotten: Date) =>
  tx.one<FailureRow>(sql`
    insert into login_failures as f (site_id, key, failures, updated_at)
    values (${tx.ctx.site.id}, ${key}, 1, ${tx.ctx.now()})
    on conflict (site_id, key) do update
    set failures = case when f.updated_at < ${forgotten} then 1 else f.failures + 1 end,
      updated_at = excluded.updated_at
    returning failures, blocked_until
  `)

export const block = (tx: Tx, key: Buffer, until: Date) =>
  tx.run(sql`
    update login_failures set blocked_until = ${until} where site_id = ${tx.ctx.site.id} and key = ${key}
  `)

export const forgive = (tx: Tx, key: Buffer) =>
  tx.run(sql`delete from login_failures where site_id = ${tx.ctx.site.id} and key = ${key}`)

export const removeExpired = (now: Date, forgotten: Date) => [
  sql`delete from sessions where expires_at < ${now}`,
  sql`delete from login_failures where updated_at < ${forgotten} and (blocked_until is null or blocked_until < ${now})`,
]

export type SelfRow = { name: string; email: string; site_key: string; expires_at: Date }

export const whoAmI = (
  app: App,
  actor: { siteId: string; id: string; sessionId?: string; tokenId?: string },
) =>
  app.db.read<SelfRow>(
    actor.siteId,
    sql`
      select m.name, m.email, s.key as site_key, coalesce(n.expires_at, t.expires_at) as expires_at
      from members m
        join sites s on s.id = m.site_id
        left join sessions n on n.site_id = m.site_id and n.id = ${actor.sessionId ?? null}
        left join api_tokens t on t.site_id = m.site_id and t.id = ${actor.tokenId ?? null}
      where m.site_id = ${actor.siteId} and m.id = ${actor.id}
    `,
  )
