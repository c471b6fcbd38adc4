// Guessing is slowed by account and by address, counted in the database so that every process sees it. A try is counted before the
// password is looked at: many guesses at the same moment do not slip through together.
import type { Ctx } from '#platform/ctx.ts'
import { tooMany } from '#platform/errors.ts'
import { guessLimits } from './limits.ts'
import { networkOf } from '#lib/network-of.ts'
import * as sql from './sql.ts'

type Keys = { account: Buffer; address: Buffer }

/** Throws 429 while account or address must wait; otherwise counts this try. */
export async function takeTry(ctx: Ctx, email: string): Promise<Keys> {
  const keys = keysOf(ctx, email)
  // Always in this order, so that two tries never wait for each other.
  await count(ctx, [
    ['account', keys.account],
    ['address', keys.address],
  ])
  return keys
}

/** Counts a wrong token of any kind against the caller's address. Throws 429 while the address must wait. */
export const takeGuess = (ctx: Ctx): Promise<void> => count(ctx, [['address', keysOf(ctx, '').address]])

async function count(ctx: Ctx, tries: readonly ['account' | 'address', Buffer][]): Promise<void> {
  const now = ctx.now().getTime()
  const keys = tries.map(([, key]) => key)
  for (const row of await sql.failures(ctx, keys)) refuseBlocked(row, now)
  await ctx.app.db.tx(ctx.site.id, async (raw) => {
    const tx = Object.assign(raw, { ctx, events: [] })
    for (const [kind, key] of tries) {
      const row = await sql.countTry(tx, key, new Date(now - guessLimits.forgetMs))
      // Looked at again under the row's lock: a try at the same moment may have used up the last one.
      refuseBlocked(row, now)
      const over = row.failures - guessLimits[kind]
      if (over >= 0) await sql.block(tx, key, new Date(now + pauseMs(over)))
    }
  })
}

function refuseBlocked({ blocked_until: until }: sql.FailureRow, nowMs: number): void {
  const leftMs = (until?.getTime() ?? 0) - nowMs
  // Longer than any pause: the clock has been set back since, and nobody waits for it to catch up.
  if (leftMs > guessLimits.longestPauseMs) return
  if (leftMs > 0) throw tooMany(Math.ceil(leftMs / 1000))
}

const pauseMs = (over: number) =>
  Math.min(guessLimits.longestPauseMs, guessLimits.firstPauseMs * 2 ** Math.min(over, 20))

const keysOf = (ctx: Ctx, email: string): Keys => ({
  account: ctx.app.secrets.mac('login failures', `account ${email.toLowerCase()}`),
  address: ctx.app.secrets.mac('login failures', `address ${networkOf(ctx.ip)}`),
})
