import sql from 'sql-template-tag'
import { networkOf } from '#lib/network-of.ts'
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'

export type RateLimit = { calls: number; seconds: number }

/** A member is one caller wherever they are, a token too; who is neither is counted by network. */
const callerOf = ({ actor, ip }: Ctx): string =>
  actor.kind === 'member'
    ? `member ${actor.id}`
    : actor.kind === 'api'
      ? `token ${actor.tokenId}`
      : networkOf(ip)

/**
 * Counts a call in windows of so many seconds, in the database, so that every process sees it. Throws 429 with `Retry-After`; gives the
 * `RateLimit-*` headers otherwise. Call it outside of the work's transaction: what is refused or fails counts, too.
 */
export async function countCall(ctx: Ctx, what: string, limit: RateLimit): Promise<Record<string, string>> {
  const key = ctx.app.secrets.mac('rate limits', `${what} ${callerOf(ctx)}`)
  const now = ctx.now()
  const begun = new Date(now.getTime() - limit.seconds * 1000)
  // A window that lies in the future was begun before the clock was set back.
  const row = await ctx.app.db.tx(ctx.site.id, (tx) =>
    tx.one<{ calls: number; since: Date }>(sql`
      insert into rate_limits as r (site_id, key, since, calls)
      values (${ctx.site.id}, ${key}, ${now}, 1)
      on conflict (site_id, key) do update
      set calls = case when r.since <= ${begun} or r.since > ${now} then 1 else r.calls + 1 end,
        since = case when r.since <= ${begun} or r.since > ${now} then ${now} else r.since end
      returning calls, since
    `),
  )
  const reset = Math.max(1, Math.ceil((row.since.getTime() - begun.getTime()) / 1000))
  const headers = {
    'ratelimit-limit': String(limit.calls),
    'ratelimit-remaining': String(Math.max(0, limit.calls - row.calls)),
    'ratelimit-reset': String(reset),
  }
  if (row.calls <= limit.calls) return headers
  throw new Problem(429, 'too_many_requests', {
    params: { seconds: reset },
    headers: { 'retry-after': String(reset), ...headers },
  })
}

/** Windows that nobody is in any more. Run as the owner. */
export const removeOldWindows = (before: Date) => sql`delete from rate_limits where since < ${before}`
