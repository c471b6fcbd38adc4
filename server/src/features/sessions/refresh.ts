// A token can be exchanged for a new one. Calls that were under way may use the old one for some seconds; after that it is in wrong
// hands, or the new one is, and nobody can tell which: the session ends.
import type { App } from '#platform/app.ts'
import { hashToken, newToken } from '#platform/crypto/secrets.ts'
import { memberOf, systemCtx, type Ctx } from '#platform/ctx.ts'
import { conflict, unauthorized } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { findSite } from '#platform/site-directory.ts'
import { spentGraceMs } from './limits.ts'
import * as sql from './sql.ts'

/** A new token for the caller's own session; its end stays where it was. 409 when another tab has just done the same. */
export async function refresh(ctx: Ctx): Promise<{ token: string; expiresAt: Date }> {
  const { sessionId, id, name } = memberOf(ctx)
  if (!sessionId) throw unauthorized()
  const token = newToken('dozo_session')
  const expiresAt = await ctx.tx(async (tx) => {
    const notAfter = new Date(ctx.now().getTime() - spentGraceMs)
    const session = await sql.lockForRefresh(tx, sessionId, notAfter)
    if (!session) throw conflict('session_just_refreshed')
    await sql.spend(tx, sessionId, session.token_hash)
    await sql.refresh(tx, sessionId, hashToken(token))
    emit(tx, 'session.refreshed', {
      subject: { type: 'member', id, label: name },
      data: { sessionId },
      personOf: id,
    })
    return session.expires_at
  })
  return { token, expiresAt }
}

/** What a token that was exchanged is still good for; one that comes too late ends the session. As a value to be kept in memory. */
export async function spentSession(app: App, tokenHash: Buffer, now: Date) {
  const [spent] = await sql.findSpent(app, tokenHash)
  if (!spent) return { value: undefined, tags: [], untilMs: 0 }
  const graceUntil = spent.spent_at.getTime() + spentGraceMs
  if (now.getTime() < graceUntil)
    return { value: spent, tags: [`session:${spent.id}`, `member:${spent.member_id}`], untilMs: graceUntil }
  await endStolen(app, spent)
  return { value: undefined, tags: [], untilMs: 0 }
}

async function endStolen(app: App, spent: sql.FoundRow): Promise<void> {
  const site = await findSite(app, spent.site_key)
  if (!site) return
  const ctx = systemCtx(app, site, 'an exchanged token was used again')
  await ctx.tx(async (tx) => {
    if (!(await sql.remove(tx, spent.id))) return
    emit(tx, 'session.stolen', {
      subject: { type: 'member', id: spent.member_id, label: spent.member_name },
      data: { sessionId: spent.id },
      personOf: spent.member_id,
    })
  })
}
