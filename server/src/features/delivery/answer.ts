// The order of things: which API, who calls, which endpoint, may they, is the answer kept, else make it and keep it if nothing moved.
import { createCtx, type Ctx } from '#platform/ctx.ts'
import { notFound, Problem, unauthorized } from '#platform/errors.ts'
import type { DoorCall, DoorReply } from '#platform/feature.ts'
import { holdKey, idempotencyKey, keepReply, type KeyedRequest } from '#platform/http/idempotency.ts'
import { countCall, type RateLimit } from '#platform/rate-limit.ts'
import { noRights } from '#platform/rights.ts'
import {
  countUse,
  endpointsAt,
  liveApi,
  usesOf,
  type LiveApi,
  type LiveEndpoint,
} from '#features/apis/live.ts'
import { bytesOf, cacheKey, cacheOf, corsHeaders, formatOf, keptUntil, replyOf } from './cache.ts'
import { answerBatch, refuseInBatch } from './batch.ts'
import { admit, callerOf, type Caller } from './caller.ts'
import { documentOf } from './document.ts'
import { bodyOf, make } from './make.ts'
import { referencePage, referenceAsset } from './reference.ts'

export async function handle(sent: DoorCall): Promise<DoorReply> {
  const call = sent.method === 'HEAD' ? { ...sent, method: 'GET' } : sent

  const [, , apiKey = '', ...rest] = call.path.split('/')
  const path = `/${rest.join('/')}`
  if (apiKey === '_reference') return referenceAsset(rest.join('/'))
  const base = baseCtx(call)
  const api = await liveApi(base, apiKey)
  if (!api) throw notFound()
  if (call.method === 'OPTIONS') return preflight(api, call)
  try {
    if (path === '/reference' && call.method === 'GET') return referencePage(base, api)
    const ctx = await callerOf(base, api, call)
    if (path === '/openapi.json' && call.method === 'GET') return await documentReply(ctx, api, call)
    if (path === '/batch' && call.method === 'POST') return await batchReply(ctx, api, call)
    return await throughEndpoint(ctx, api, path, call)
  } catch (error) {
    // A page of another origin must be able to read what went wrong.
    if (error instanceof Problem) Object.assign(error.headers, corsHeaders(api.origins, call.headers))
    throw error
  }
}

function baseCtx(call: DoorCall): Ctx {
  return createCtx({
    app: call.app,
    site: call.site,
    actor: { kind: 'anonymous' },
    rights: noRights,
    requestId: call.requestId,
    ip: call.ip,
    userAgent: String(call.headers['user-agent'] ?? '').slice(0, 300),
    language: call.language,
  })
}

/** A call on its own, or one of a batch. */
type EndpointCall = DoorCall & { inBatch?: true }

async function throughEndpoint(ctx: Ctx, api: LiveApi, path: string, call: EndpointCall): Promise<DoorReply> {
  const found = endpointsAt(api, path)
  const match = found.find(({ endpoint }) => endpoint.operation.method === call.method)
  if (!match) {
    // Which paths there are is for those who may call some.
    if (api.security === 'member' && ctx.actor.kind !== 'member') throw unauthorized()
    if (found.length === 0) throw notFound()
    const allowed = [...new Set(found.map(({ endpoint }) => endpoint.operation.method))].join(', ')
    throw new Problem(405, 'method_not_allowed', { params: { allowed }, headers: { allow: allowed } })
  }
  const { endpoint, places } = match
  if (call.inBatch) refuseInBatch(endpoint.operation)
  const caller = await admit(ctx, api, endpoint)
  countUse(usesOf(ctx, endpoint.settings.id), ctx.now())
  const limit = limitOf(api, endpoint)
  const counted = limit && (await countCall(caller.ctx, `endpoint ${endpoint.settings.id}`, limit))
  const kept = endpoint.operation.cacheable && endpoint.settings.cacheSeconds > 0
  const reply = await (kept && caller.class !== undefined
    ? fromCache(caller, caller.class, api, endpoint, places, call)
    : uncached(caller, api, endpoint, places, call))
  return counted ? { ...reply, headers: { ...reply.headers, ...counted } } : reply
}

/** Strangers who write are counted also where nobody thought of it. */
const strangersWrite: RateLimit = { calls: 20, seconds: 60 }

const limitOf = ({ security }: LiveApi, { operation, settings }: LiveEndpoint): RateLimit | undefined =>
  settings.rateLimit ?? (operation.takesBody && security === 'open' ? strangersWrite : undefined)

/** A POST that is sent again gets the reply of the first. */
async function uncached(
  caller: Caller,
  api: LiveApi,
  endpoint: LiveEndpoint,
  places: Record<string, string>,
  call: DoorCall,
): Promise<DoorReply> {
  const keyed = keyedCall(caller.ctx, call)
  if (!keyed) {
    const { one } = await make(caller, api, endpoint, places, call)
    return replyOf(one, call.headers, 'miss')
  }
  const held = await holdKey(caller.ctx, keyed)
  if (held.replay) return replayed(held.replay, api, call)
  const holding = { ...caller, ctx: createCtx({ ...caller.ctx, beforeCommit: held.beforeCommit }) }
  const { one } = await make(holding, api, endpoint, places, call)
  await keepReply(caller.ctx, keyed, one.status, one.body.toString())
  return replyOf(one, call.headers, 'miss')
}

function keyedCall({ actor, ip }: Ctx, call: DoorCall): KeyedRequest | undefined {
  const key = call.method === 'POST' ? idempotencyKey(call.headers['idempotency-key']) : undefined
  if (key === undefined) return undefined
  // Strangers share no keys: another network's reply is nobody else's.
  const who =
    actor.kind === 'member'
      ? `member ${actor.id}`
      : actor.kind === 'api'
        ? `token ${actor.tokenId}`
        : `address ${ip}`
  return { key, actor: who, url: `${call.path}?${call.search}`, body: call.body ?? Buffer.alloc(0) }
}

function replayed(
  replay: { status: number; body: string | undefined },
  api: LiveApi,
  call: DoorCall,
): DoorReply {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'idempotency-replayed': 'true',
  }
  return {
    status: replay.status,
    headers: { ...headers, ...corsHeaders(api.origins, call.headers) },
    body: replay.body ?? '',
  }
}

async function fromCache(
  caller: Caller,
  callerClass: string,
  api: LiveApi,
  endpoint: LiveEndpoint,
  places: Record<string, string>,
  call: DoorCall,
): Promise<DoorReply> {
  const { app } = caller.ctx
  const nowMs = caller.ctx.now().getTime()
  const key = cacheKey(caller.ctx.site.id, callerClass, call.path, call.search, formatOf(call.headers))
  const cache = cacheOf(app)
  const hit = cache.get(key, nowMs)
  if (hit) return replyOf(hit.value, call.headers, 'hit')
  const load = async () => {
    const { one, tags, until } = await make(caller, api, endpoint, places, call)
    return { value: one, tags, bytes: bytesOf(one), untilMs: keptUntil(nowMs, until) }
  }
  // Site, endpoint and rights were read before the fill begins: a change of theirs in between must count, too.
  const kept = await cache.fill(key, nowMs, load, call.since)
  return replyOf(kept.value, call.headers, 'miss')
}

function preflight(api: LiveApi, call: DoorCall): DoorReply {
  const cors = corsHeaders(api.origins, call.headers)
  const headers = cors['access-control-allow-origin']
    ? {
        ...cors,
        'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
        'access-control-allow-headers': 'authorization, content-type, if-match, idempotency-key',
        'access-control-max-age': '600',
      }
    : {}
  return { status: 204, headers: { ...headers, vary: 'Origin' }, body: '' }
}

async function batchReply(ctx: Ctx, api: LiveApi, call: DoorCall): Promise<DoorReply> {
  const through = (path: string, one: DoorCall) => throughEndpoint(ctx, api, path, { ...one, inBatch: true })
  const data = await answerBatch(ctx, call, bodyOf(call), through)
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...corsHeaders(api.origins, call.headers),
    },
    body: JSON.stringify({ data }),
  }
}

async function documentReply(ctx: Ctx, api: LiveApi, call: DoorCall): Promise<DoorReply> {
  // Describing what one may not call would tell outsiders the model.
  if (api.security === 'member' && ctx.actor.kind !== 'member') throw new Problem(401, 'sign_in_required')
  const text = JSON.stringify(await documentOf(ctx, api))
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-cache',
      ...corsHeaders(api.origins, call.headers),
    },
    body: text,
  }
}
