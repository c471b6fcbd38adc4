// Guessing is slowed by account and by address, counted in the database so that every process sees it. A try is counted before the
// password is looked at: many guesses at the same moment do not slip through together.
import type { Ctx } from '#platform/ctx.ts'
import { tooMany } from '#platform/errors.ts'
import { guessLimits } from './limits.ts'
import * as sql from './sql.ts'

type Keys = { account: Buffer; address: Buffer }

/** Throws 429 while account or address must wait; otherwise counts this try. */
export async function takeTry(ctx: Ctx, email: string): Promise<Keys> {
  const keys = keysOf(ctx, email)
  const now = ctx.now().getTime()
  const rows = await sql.failures(ctx, [keys.account, keys.address])
  const until = Math.max(0, ...rows.map((row) => row.blocked_until?.getTime() ?? 0))
  if (until > now) throw tooMany(Math.ceil((until - now) / 1000))
  await ctx.app.db.tx(ctx.site.id, async (raw) => {
    const tx = Object.assign(raw, { ctx, events: [] })
    // Always in this order, so that two tries never wait for each other.
    for (const kind of ['account', 'address'] as const) {
      const { failures } = await sql.countTry(tx, keys[kind], new Date(now - guessLimits.forgetMs))
      const over = failures - guessLimits[kind]
      if (over >= 0) await sql.block(tx, keys[kind], new Date(now + pauseMs(over)))
    }
  })
  return keys
}

const pauseMs = (over: number) =>
  Math.min(guessLimits.longestPauseMs, guessLimits.firstPauseMs * 2 ** Math.min(over, 20))

const keysOf = (ctx: Ctx, email: string): Keys => ({
  account: ctx.app.secrets.mac('login failures', `account ${email.toLowerCase()}`),
  address: ctx.app.secrets.mac('login failures', `address ${ctx.ip}`),
})
