// Who calls an API: checked by the API's security method. A bad credential is 401, never "nobody".
import { createHash } from 'node:crypto'
import { createCtx, type Ctx } from '#platform/ctx.ts'
import { notFound, Problem, unauthorized } from '#platform/errors.ts'
import type { DoorCall } from '#platform/feature.ts'
import { bearerOf, cookieOf, refuseCrossSite, sessionCookieName } from '#platform/http/credentials.ts'
import { noRights } from '#platform/rights.ts'
import { lendsToStrangers, type LiveApi, type LiveEndpoint } from '#features/apis/live.ts'
import * as tokens from '#features/apis/tokens.ts'
import * as groups from '#features/groups/service.ts'
import * as sessions from '#features/sessions/service.ts'
import { openClass } from './cache.ts'

/** The context a call runs in, and the class of callers that get the same answers; nothing: theirs alone, never kept. */
export type Caller = { ctx: Ctx; class: string | undefined }

export async function callerOf(base: Ctx, api: LiveApi, call: DoorCall): Promise<Ctx> {
  const bearer = bearerOf(call.headers)
  if (api.security === 'token') {
    if (!bearer) throw unauthorized()
    const token = await tokens.find(base, api.id, bearer)
    if (!token) throw new Problem(401, 'bad_token')
    return createCtx({ ...base, actor: { kind: 'api', apiId: api.id, tokenId: token.id, name: token.name } })
  }
  const secure = base.app.config.consoleUrl.startsWith('https:')
  const cookie = bearer
    ? undefined
    : cookieOf(call.headers, sessionCookieName(secure, 'site', base.app.suffix))
  const credential = bearer ?? cookie
  if (credential === undefined) return base
  const session = await sessions.findSession(base.app, credential, 'site', base.now())
  if (!session || session.site_id !== base.site.id) {
    if (bearer) throw new Problem(401, 'session_ended')
    return base
  }
  if (cookie !== undefined)
    refuseCrossSite(
      call.method,
      call.headers,
      [call.origin],
      api.origins.filter((origin) => origin !== '*'),
    )
  return createCtx({
    ...base,
    actor: {
      kind: 'member',
      siteId: session.site_id,
      siteKey: base.site.key,
      id: session.member_id,
      name: session.member_name,
      sessionId: session.id,
    },
    rights: await groups.rightsOfMember(base.app, base.site.id, session.member_id),
  })
}

/** May this caller use this endpoint? And with whom do they share their answers? */
export async function admit(ctx: Ctx, api: LiveApi, endpoint: LiveEndpoint): Promise<Caller> {
  const { actor } = ctx
  const login = endpoint.operation.name === 'sessions.login'
  if (api.security === 'member' && actor.kind !== 'member' && !login) throw unauthorized()
  if (lendsToStrangers(endpoint.operation, api.security, { ...endpoint.settings, who: endpoint.who }))
    throw unauthorized()
  if (endpoint.who) {
    if (actor.kind !== 'member') throw unauthorized()
    const wanted = endpoint.who.groups ?? []
    const own = wanted.length > 0 ? await groups.keysOfMember(ctx.app, ctx.site.id, actor.id) : []
    if (wanted.length > 0 && !wanted.some((key) => own.includes(key))) throw notFound()
  }
  return { ctx, class: classOf(ctx, api, endpoint) }
}

/** Whether everybody gets the same answers, found before anything else is looked at. Where calls are counted, they come first. */
export const isOpen = ({ security }: LiveApi, { settings, who }: LiveEndpoint): boolean =>
  security === 'open' && settings.rights === 'endpoint' && !who && !settings.rateLimit

function classOf(ctx: Ctx, api: LiveApi, endpoint: LiveEndpoint): string | undefined {
  if (isOpen(api, endpoint)) return openClass
  if (endpoint.settings.rights === 'endpoint') return `admitted ${endpoint.settings.id}`
  const { rights, actor } = ctx
  if (rights === noRights) return `nobody ${endpoint.settings.id}`
  const said = JSON.stringify(rights)
  // What may be read changes by itself with the time: nothing tells when to forget it.
  if (said.includes('"var":"now"')) return undefined
  // Grants that speak of the person make the answer theirs alone; all others are shared by everyone with the same grants.
  const personal = rights.grants.some((grant) => grant.own) || said.includes('"var"')
  const person = personal && actor.kind === 'member' ? ` member ${actor.id}` : ''
  return `rights ${createHash('sha256').update(said).digest('base64url').slice(0, 22)}${person}`
}
