import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import type { App, Authenticated } from '#platform/app.ts'
import { createCtx, type Actor, type Ctx, type Site } from '#platform/ctx.ts'
import { forbidden, notFound, Problem, unauthorized } from '#platform/errors.ts'
import { Page, Reply, type Call, type Route } from '#platform/feature.ts'
import { bearerOf, cookieOf, refuseCrossSite, sessionCookieName } from '#platform/http/credentials.ts'
import { languageOf } from '#platform/http/door.ts'
import { ifMatchOf } from '#platform/http/if-match.ts'
import { idempotencyKey, holdKey, keepReply, type KeyedRequest } from '#platform/http/idempotency.ts'
import { checkBody, checkQuery, errorsIn } from '#platform/http/validate.ts'
import { holds, noRights, type Rights } from '#platform/rights.ts'
import { findSite, homeSite } from '#platform/site-directory.ts'
import { isForm } from '#platform/http/form.ts'
import { isUuid } from '#lib/uuid.ts'

/** From request to reply for one line of the table: who, where, may they, is it well-formed, do it, say it. */
export async function respond(app: App, route: Route, request: FastifyRequest, reply: FastifyReply) {
  const who = await whoCalls(app, request)
  const params = request.params as Record<string, string>
  const site = await siteFor(app, params['site'], who)
  const rights = who ? await who.rightsIn(site) : noRights
  request.siteKey = site.key
  refuse(route, who?.actor, rights)

  const call = callOf(route, request, params)
  const keyed = keyedRequest(route, request, who?.actor)
  const base = ctxOf(app, request, site, who?.actor ?? { kind: 'anonymous' }, rights)
  await who?.entered?.(base)
  const hold = keyed && (await holdKey(base, keyed))
  if (hold?.replay) return sendReplay(reply, hold.replay)
  const ctx = hold ? createCtx({ ...base, beforeCommit: hold.beforeCommit }) : base

  const result = await route.handle(ctx, call)
  const sent = asReply(app, route, result)
  if (keyed) await keepReply(ctx, keyed, sent.status, sent.body)
  return send(reply, sent)
}

async function whoCalls(app: App, request: FastifyRequest): Promise<Authenticated | undefined> {
  const secure = app.config.consoleUrl.startsWith('https:')
  const bearer = bearerOf(request.headers)
  const cookie = bearer
    ? undefined
    : cookieOf(request.headers, sessionCookieName(secure, 'console', app.suffix))
  const credentials = { bearer, cookie, door: 'console' as const, now: app.clock() }
  for (const feature of app.features) {
    const who = await feature.authenticate?.(app, credentials)
    if (!who) continue
    if (who.ambient) refuseCrossSite(request.method, request.headers, ownOrigins(app, request))
    return who
  }
  if (bearer) throw new Problem(401, 'bad_token')
  // Logging in is an unsafe request too: another site must not sign a browser in as someone else.
  if (request.headers.origin !== undefined)
    refuseCrossSite(request.method, request.headers, ownOrigins(app, request))
  return undefined
}

/** Where the console is reached: its public address, or on loopback whatever local name the browser used. */
function ownOrigins(app: App, request: FastifyRequest): string[] {
  const local = app.config.consoleUrl.startsWith('http:') ? [`http://${request.headers.host ?? ''}`] : []
  return [app.config.consoleUrl, ...local]
}

/** A site that does not exist and one the caller has nothing to do with are the same 404; who has not signed in learns neither. */
async function siteFor(app: App, key: string | undefined, who: Authenticated | undefined): Promise<Site> {
  if (key === undefined) return homeSite(app)
  if (!who) throw unauthorized()
  const site = await findSite(app, key)
  if (!site) throw notFound()
  return site
}

function refuse(route: Route, actor: Actor | undefined, rights: Rights): void {
  if (route.can === 'anyone') return
  if (!actor) throw unauthorized()
  const outside = !rights.everything && rights.grants.length === 0
  if (route.can === 'signed-in') {
    if (outside && route.path.includes('/:site')) throw notFound()
    return
  }
  if (holds(rights, route.can)) return
  throw outside ? notFound() : forbidden(route.can)
}

function callOf(route: Route, request: FastifyRequest, params: Record<string, string>): Call<any, any, any> {
  const { id } = params
  if (id !== undefined && !(route.idForm === 'number' ? /^\d{1,15}$/.test(id) : isUuid(id))) throw notFound()
  const url = request.raw.url ?? ''
  const at = url.indexOf('?')
  const search = at < 0 ? '' : url.slice(at + 1)
  const query = route.grammar ? undefined : checkQuery(route.query ?? nothing, search)
  const ifMatch = ifMatchOf(request.headers['if-match'])
  if (route.needsVersion && ifMatch === undefined) throw new Problem(428, 'version_required')
  const streams = request.body instanceof Readable
  const isWrongForm = isForm(request.headers['content-type']) && !route.form
  if (isWrongForm || (streams !== Boolean(route.accepts) && (streams || request.method !== 'GET'))) {
    throw new Problem(415, 'unsupported_media_type', {
      params: { expected: route.accepts ?? 'application/json' },
    })
  }
  // Nothing sent is an empty object: where all is optional that will do, elsewhere the answer names what is missing.
  const body = route.body && request.body === undefined ? {} : request.body
  if (route.body) checkBody(route.body, body)
  const abort = new AbortController()
  request.raw.once('close', () => {
    if (!request.raw.complete) abort.abort()
  })
  return {
    params,
    query,
    body: streams ? undefined : body,
    request: {
      headers: request.headers,
      search,
      url,
      method: request.method,
      ifMatch,
      rawBody: request.rawBody,
      stream: streams ? (request.body as Readable) : Readable.from([]),
      signal: abort.signal,
      ip: request.ip,
    },
  }
}

const nothing = { type: 'object', properties: {}, additionalProperties: false } as never

function ctxOf(app: App, request: FastifyRequest, site: Site, actor: Actor, rights: Rights): Ctx {
  return createCtx({
    app,
    site,
    actor,
    rights,
    requestId: request.id,
    ip: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    language: languageOf(app, request),
  })
}

function keyedRequest(
  route: Route,
  request: FastifyRequest,
  actor: Actor | undefined,
): KeyedRequest | undefined {
  // What is streamed cannot be said again.
  if (route.method !== 'POST' || route.sends || actor?.kind !== 'member') return undefined
  const key = idempotencyKey(request.headers['idempotency-key'])
  if (key === undefined) return undefined
  return {
    key,
    actor: `${actor.siteId}/${actor.id}`,
    url: request.raw.url ?? '',
    body: request.rawBody ?? Buffer.alloc(0),
  }
}

type Sent = { status: number; body: unknown; headers: Record<string, string | string[]> }

function asReply(app: App, route: Route, result: unknown): Sent {
  if (result instanceof Reply)
    return { status: result.status || statusOf(route), body: result.body, headers: result.headers }
  const data = result instanceof Page ? result.items : result
  if (app.config.checkReplies && route.reply) checkReply(route, data)
  if (data === undefined) return { status: 204, body: undefined, headers: {} }
  const meta = result instanceof Page ? { meta: result.meta } : {}
  const etag = (data as { etag?: unknown }).etag
  return {
    status: statusOf(route),
    body: JSON.stringify({ data, ...meta }),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...(typeof etag === 'number' ? { etag: `"${etag}"` } : {}),
    },
  }
}

const statusOf = (route: Route) => route.status ?? (route.method === 'POST' && route.reply ? 201 : 200)

/** In development and tests a reply that does not fit its own description is a bug worth stopping for. */
function checkReply(route: Route, data: unknown): void {
  const errors = errorsIn(route.reply!, JSON.parse(JSON.stringify(data ?? null)))
  if (errors.length > 0)
    throw new Error(`reply of ${route.id} does not fit: ${JSON.stringify(errors.slice(0, 5))}`)
}

function send(reply: FastifyReply, sent: Sent) {
  return reply.status(sent.status).headers(sent.headers).send(sent.body)
}

function sendReplay(reply: FastifyReply, replay: { status: number; body: string | undefined }) {
  return reply
    .status(replay.status)
    .headers({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'idempotency-replayed': 'true',
    })
    .send(replay.body)
}
