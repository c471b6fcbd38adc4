// A session belongs to one member, one door. Its token is shown once and kept as a hash; a new log-in always makes a new one.
import type { App } from '#platform/app.ts'
import { hashToken, newToken } from '#platform/crypto/secrets.ts'
import { createCtx, memberOf, type Ctx, type Site } from '#platform/ctx.ts'
import { forbidden, notFound, Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { Reply } from '#platform/feature.ts'
import { sessionCookie, sessionCookieName } from '#platform/http/credentials.ts'
import { holds, type Rights } from '#platform/rights.ts'
import { findSite, homeSite } from '#platform/site-directory.ts'
import * as groups from '#features/groups/service.ts'
import * as members from '#features/members/service.ts'
import * as sites from '#features/sites/service.ts'
import { findSession, rightsIn, rightsNow } from './authenticate.ts'
import { sessionLimits } from './limits.ts'
import * as sql from './sql.ts'
import { takeTry } from './throttle.ts'
import type { Login, Session, SessionLine, SessionQuery } from './schema.ts'

export type Door = 'console' | 'site'
export type Opened = { token: string; memberId: string; expiresAt: Date }

/** Signs a member in at the console. The reply sets the cookie and carries no token. */
export async function login(ctx: Ctx, input: Login): Promise<Reply> {
  const site = await findSite(ctx.app, input.site)
  // A site that does not exist takes as long and answers the same as a wrong password.
  const at = createCtx({ ...ctx, site: site ?? (await homeSite(ctx.app)) })
  const opened = await open(
    at,
    site ? input : { ...input, email: `nobody@${input.site}.invalid` },
    'console',
    async (memberId) => holds(await groups.rightsOfMember(ctx.app, at.site.id, memberId), 'console.enter'),
  )
  return replyWithCookie(at, opened)
}

/** Checks the password, slowly for guessers, and opens a session at a door. Throws 401 `login_failed` or 429. */
export async function open(
  ctx: Ctx,
  input: { email: string; password: string },
  door: Door,
  mayEnter: (memberId: string) => Promise<boolean> = async () => true,
): Promise<Opened> {
  const keys = await takeTry(ctx, input.email)
  const who = await members.withPassword(ctx, input.email, input.password)
  if (!who || !(await mayEnter(who.id))) {
    await ctx.tx(async (tx) =>
      // What a stranger typed may be anybody's address, or a password in the wrong box: the log keeps it of members only, who can be erased.
      emit(tx, 'session.refused', {
        subject: { type: 'member', id: who?.id ?? 'unknown', ...(who ? { label: input.email } : {}) },
        result: 'refused',
        ...(who ? { personOf: who.id } : {}),
      }),
    )
    throw new Problem(401, 'login_failed')
  }
  return openFor(ctx, who, door, keys.account)
}

/** A session for a member who has proved who they are. */
export async function openFor(ctx: Ctx, who: members.Who, door: Door, forgive?: Buffer): Promise<Opened> {
  const token = newToken('dozo_session')
  const id = ctx.app.newId()
  const expiresAt = new Date(ctx.now().getTime() + sessionLimits[door].absoluteMs)
  const actor = {
    kind: 'member' as const,
    siteId: ctx.site.id,
    siteKey: ctx.site.key,
    id: who.id,
    name: who.name,
    sessionId: id,
  }
  await createCtx({ ...ctx, actor }).tx(async (tx) => {
    await sql.insert(tx, { id, memberId: who.id, door, tokenHash: hashToken(token), expiresAt })
    await members.noteLogin(tx, who.id)
    if (forgive) await sql.forgive(tx, forgive)
    emit(tx, 'session.opened', {
      subject: { type: 'member', id: who.id, label: who.name },
      data: { door },
      personOf: who.id,
    })
  })
  return { token, memberId: who.id, expiresAt }
}

export async function replyWithCookie(ctx: Ctx, opened: Opened, status = 201): Promise<Reply> {
  const { app } = ctx
  const secure = app.config.consoleUrl.startsWith('https:')
  const name = sessionCookieName(secure, 'console', app.suffix)
  const maxAge = Math.floor((opened.expiresAt.getTime() - ctx.now().getTime()) / 1000)
  const session = await describe(app, opened.token, ctx.now())
  return new Reply(JSON.stringify({ data: session }), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'set-cookie': sessionCookie(name, opened.token, secure, maxAge),
    },
  })
}

async function describe(app: App, token: string, now: Date): Promise<Session> {
  const row = await findSession(app, token, 'console', now)
  if (!row) throw new Problem(401, 'session_ended')
  return sessionOf(app, { ...row, siteId: row.site_id, memberId: row.member_id, expiresAt: row.expires_at })
}

type Known = {
  siteId: string
  memberId: string
  site_key: string
  member_name: string
  member_email: string
  expiresAt: Date
}

async function sessionOf(app: App, known: Known): Promise<Session> {
  const own = await findSite(app, known.site_key)
  if (!own) throw new Problem(401, 'session_ended')
  const operator =
    own.home && holds(await groups.rightsOfMember(app, known.siteId, known.memberId), 'instance.operate')
  const all = operator ? await allSites(app) : [own]
  return {
    member: {
      id: known.memberId,
      name: known.member_name,
      email: known.member_email,
      siteKey: known.site_key,
    },
    sites: await Promise.all(
      all.map(async (site) => ({
        key: site.key,
        name: site.name,
        locales: site.locales,
        defaultLocale: site.defaultLocale,
        timeZone: site.timeZone,
        permissions: namesOf(await rightsIn(app, known.siteId, known.memberId, site)),
      })),
    ),
    operator,
    expiresAt: known.expiresAt.toISOString(),
  }
}

async function allSites(app: App): Promise<Site[]> {
  const found = await Promise.all((await sites.keys(app)).map((key) => findSite(app, key)))
  return found.filter((site) => site !== undefined)
}

const namesOf = (rights: Rights) =>
  rights.everything ? ['*'] : [...new Set(rights.grants.map((grant) => grant.permission))].sort()

/** Who is signed in, by session or by API token. */
export async function current(ctx: Ctx): Promise<Session> {
  const actor = memberOf(ctx)
  const [row] = await sql.whoAmI(ctx.app, actor)
  if (!row) throw new Problem(401, 'session_ended')
  return sessionOf(ctx.app, {
    siteId: actor.siteId,
    memberId: actor.id,
    site_key: row.site_key,
    member_name: row.name,
    member_email: row.email,
    expiresAt: row.expires_at,
  })
}

/** Logs out: the session is gone, and the cookie with it. */
export async function end(ctx: Ctx): Promise<Reply> {
  const actor = memberOf(ctx)
  if (!actor.sessionId) throw notFound()
  await close(await atOwnSite(ctx), actor.sessionId)
  const secure = ctx.app.config.consoleUrl.startsWith('https:')
  const name = sessionCookieName(secure, 'console', ctx.app.suffix)
  return new Reply(undefined, { status: 204, headers: { 'set-cookie': sessionCookie(name, '', secure, 0) } })
}

/** Addresses without a site in them are served at the home site; a member's session lives in their own. */
async function atOwnSite(ctx: Ctx): Promise<Ctx> {
  const site = await findSite(ctx.app, memberOf(ctx).siteKey)
  if (!site) throw notFound()
  return createCtx({ ...ctx, site })
}

/** Ends a session of the member's own site, wherever they have entered. */
export async function close(ctx: Ctx, sessionId: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const gone = await sql.remove(tx, sessionId)
    if (!gone) throw notFound()
    emit(tx, 'session.ended', {
      subject: { type: 'member', id: gone.member_id },
      data: { sessionId },
      personOf: gone.member_id,
    })
  })
}

export async function list(ctx: Ctx, query: SessionQuery): Promise<SessionLine[]> {
  const actor = memberOf(ctx)
  const memberId = query.member ?? actor.id
  if (!isOwn(actor, memberId) && !holds(ctx.rights, 'members.write')) throw forbidden('members.write')
  return (await sql.list(ctx, memberId)).map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    ip: row.ip,
    userAgent: row.user_agent,
    current: row.id === actor.sessionId,
  }))
}

export async function revoke(ctx: Ctx, id: string): Promise<void> {
  const actor = memberOf(ctx)
  const [row] = await sql.owner(ctx, id)
  if (!row || (!isOwn(actor, row.member_id) && !holds(ctx.rights, 'members.write'))) throw notFound()
  if (!isOwn(actor, row.member_id)) await refuseHigher(ctx, row.member_id)
  await close(ctx, id)
}

/** Throwing someone out is power over them: nobody has it over who may do more. */
async function refuseHigher(ctx: Ctx, memberId: string): Promise<void> {
  const theirs = await groups.rightsOfMember(ctx.app, ctx.site.id, memberId)
  groups.refuseMoreThanOwn(ctx, theirs.everything ? [{ permission: '*' }] : theirs.grants)
}

/** One's own sessions are one's own when signed in; a token is for what its scopes say, and no scope says sessions. */
const isOwn = (actor: ReturnType<typeof memberOf>, memberId: string) =>
  actor.id === memberId && actor.tokenId === undefined

/** Long work for a member ends with them: throws 403 once they are suspended or gone. */
export async function refuseSuspended({ app, actor }: Ctx): Promise<void> {
  if (actor.kind === 'member' && !(await members.isActive(app, actor.siteId, actor.id)))
    throw new Problem(403, 'member_suspended')
}

export { findSession, rightsNow }
export { takeGuess } from './throttle.ts'
