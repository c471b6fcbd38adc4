import type { App, Authenticated, Credentials } from '#platform/app.ts'
import { hashToken } from '#platform/crypto/secrets.ts'
import type { Actor, Site } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import { allRights, holds, noRights, type Rights } from '#platform/rights.ts'
import { homeSite } from '#platform/site-directory.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'
import * as groups from '#features/groups/service.ts'
import * as members from '#features/members/service.ts'
import { seenEveryMs, sessionLimits } from './limits.ts'
import { noteEntry } from './entry.ts'
import { spentSession } from './refresh.ts'
import * as sql from './sql.ts'

const kept = Symbol('sessions')
const cacheOf = (app: App) =>
  app.kept(kept, () => createTaggedCache<sql.FoundRow | undefined>(app.changes, { entries: 20_000 }))

/** The session behind a cookie or a `dozo_session_…` bearer token. Ended, idle too long, or its member suspended: 401. */
export async function authenticate(app: App, credentials: Credentials): Promise<Authenticated | undefined> {
  const bearer = credentials.bearer?.startsWith('dozo_session_') ? credentials.bearer : undefined
  const token = bearer ?? credentials.cookie
  if (token === undefined) return undefined
  const session = await findSession(app, token, credentials.door, credentials.now)
  // A browser keeps an old cookie for long; it must still be able to reach the log-in page.
  if (!session) {
    if (bearer) throw new Problem(401, 'session_ended')
    return undefined
  }
  const actor: Actor = {
    kind: 'member',
    siteId: session.site_id,
    siteKey: session.site_key,
    id: session.member_id,
    name: session.member_name,
    sessionId: session.id,
  }
  return {
    actor,
    ambient: bearer === undefined,
    rightsIn: (site) => rightsIn(app, session.site_id, session.member_id, site),
    entered: (ctx) => noteEntry(ctx, session),
  }
}

/** Rights in their own site; an operator of the home site enters any other with every right, under their own name. */
export async function rightsIn(app: App, siteId: string, memberId: string, site: Site): Promise<Rights> {
  const own = await groups.rightsOfMember(app, siteId, memberId)
  if (site.id === siteId) return own
  const home = await homeSite(app)
  return siteId === home.id && holds(own, 'instance.operate') ? allRights : noRights
}

/** What a member may do at this moment, wherever they are; nothing when they are suspended or gone. */
export async function rightsNow(
  app: App,
  siteId: string,
  memberId: string,
  site: Site,
): Promise<Rights | undefined> {
  return (await members.isActive(app, siteId, memberId)) ? rightsIn(app, siteId, memberId, site) : undefined
}

export async function findSession(
  app: App,
  token: string,
  door: 'console' | 'site',
  now: Date,
): Promise<sql.FoundRow | undefined> {
  if (!/^dozo_session_[\w-]{43}$/.test(token)) return undefined
  const hash = hashToken(token)
  const { value: session } = await cacheOf(app).fill(hash.toString('base64'), now.getTime(), async () => {
    const [row] = await sql.find(app, hash)
    if (!row) return spentSession(app, hash, now)
    return {
      value: row,
      tags: [`session:${row.id}`, `member:${row.member_id}`],
      untilMs: Infinity,
    }
  })
  if (!session || session.door !== door || session.member_status !== 'active') return undefined
  return (await stillAlive(app, session, now)) ? session : undefined
}

/** Within both limits. Another process may have seen the member later than this one: the row has the last word. */
async function stillAlive(app: App, session: sql.FoundRow, now: Date): Promise<boolean> {
  if (session.expires_at <= now) return false
  const { idleMs } = sessionLimits[session.door]
  const quietMs = now.getTime() - session.last_seen_at.getTime()
  if (quietMs < seenEveryMs) return true
  if (quietMs > idleMs) {
    app.changed([`session:${session.id}`])
    const rows = await sql.lastSeen(app, session.site_id, session.id)
    if (!rows[0] || now.getTime() - rows[0].last_seen_at.getTime() > idleMs) return false
  }
  session.last_seen_at = now
  const written = await app.db.tx(session.site_id, (tx) => tx.run(sql.seen(session.site_id, session.id, now)))
  return written > 0
}
