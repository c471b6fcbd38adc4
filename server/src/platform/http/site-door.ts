import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '#platform/app.ts'
import { notFound, Problem } from '#platform/errors.ts'
import type { DoorReply, SiteDoor } from '#platform/feature.ts'
import type { AccessLog } from '#platform/http/access-log.ts'
import { clientAddress, trustOf, type Trust } from '#platform/http/client-address.ts'
import { createDoor, languageOf } from '#platform/http/door.ts'
import { healthRoutes } from '#platform/http/health.ts'
import { rememberingCalls } from '#platform/http/recent-calls.ts'
import { commonHeaders } from '#platform/http/security-headers.ts'
import { hostName, knownSites, siteOfHost, type KnownSites } from '#platform/site-directory.ts'

/** The site door: what the sites' readers see. The host says which site; rooms answer under their prefixes. */
export function openSiteDoor(app: App, log: AccessLog, draining: () => boolean): FastifyInstance {
  const accessLog = rememberingCalls(app, log)
  const doors = app.features.flatMap((feature) => feature.siteDoor ?? [])
  const keeping = doors.flatMap(({ prefix, kept }) => (kept ? { under: `${prefix}/`, kept } : []))
  const trust = trustOf(app.config.trustedProxies)
  const sites = knownSites(app)
  const fastify = createDoor({
    app,
    door: 'site',
    accessLog,
    before: (req, res) => fromMemory(app, keeping, accessLog, trust, sites, req, res),
  })
  healthRoutes(fastify, app, draining)
  for (const door of doors) {
    fastify.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url: `${door.prefix}/*`,
      handler: (request, reply) => throughDoor(app, door, request, reply),
    })
  }
  fastify.setNotFoundHandler(async (request) => {
    await siteOf(app, request)
    throw notFound()
  })
  return fastify
}

async function throughDoor(app: App, door: SiteDoor, request: FastifyRequest, reply: FastifyReply) {
  const since = app.changes.sequence()
  const site = await siteOf(app, request)
  request.siteKey = site.key
  const abort = new AbortController()
  // Gone before it has all of its answer.
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) abort.abort()
  })
  const answer = await door.handle({
    app,
    site,
    method: request.method,
    ...split(request.raw.url ?? '/'),
    headers: request.headers,
    body: request.rawBody,
    ip: request.ip,
    requestId: request.id,
    language: languageOf(app, request),
    origin: `${request.protocol}://${request.headers.host ?? ''}`,
    signal: abort.signal,
    since,
  })
  request.cacheResult = cacheResultOf(answer)
  return reply.status(answer.status).headers(answer.headers).send(answer.body)
}

async function siteOf(app: App, request: FastifyRequest) {
  const site = await siteOfHost(app, hostName(request.headers.host))
  if (!site) throw new Problem(421, 'unknown_host')
  return site
}

const cacheResultOf = (answer: Pick<DoorReply, 'headers'>) => {
  const value = answer.headers['x-cache']
  return value === 'hit' || value === 'miss' ? value : undefined
}

function split(url: string): { path: string; search: string } {
  const at = url.indexOf('?')
  return at < 0 ? { path: url, search: '' } : { path: url.slice(0, at), search: url.slice(at + 1) }
}

/** A room that answers from memory, and what its addresses begin with. */
type Keeping = { under: string; kept: NonNullable<SiteDoor['kept']> }

/** The hot path: a kept answer is written before any routing, with its line in the access log. */
function fromMemory(
  app: App,
  doors: readonly Keeping[],
  accessLog: AccessLog,
  trust: Trust,
  sites: KnownSites,
  req: IncomingMessage,
  res: ServerResponse,
): boolean {
  if (req.method !== 'GET') return false
  const url = req.url ?? '/'
  const door = doors.find(({ under }) => url.startsWith(under))
  if (!door) return false
  const started = performance.now()
  const now = app.clock()
  const site = sites(req.headers.host, now.getTime())
  if (!site) return false
  const answer = door.kept({ app, site, method: 'GET', ...split(url), headers: req.headers, now })
  if (!answer) return false
  const id = app.newId()
  send(answer, id, res)
  accessLog.write({
    at: now.getTime(),
    id,
    door: 'site',
    method: 'GET',
    url,
    status: answer.status,
    bytes: answer.body.length,
    ms: performance.now() - started,
    ip: clientAddress(req, trust),
    agent: req.headers['user-agent'] ?? '',
    site: site.key,
    cache: 'hit',
  })
  return true
}

type Wire = { head: (string | string[])[]; body: string | Buffer; encoding: 'latin1' | undefined }
const wires = new WeakMap<DoorReply, Wire>()
const longestJoined = 8 * 1024

/**
 * As one list of names and values, and a short body as a text of its bytes, which Node joins with the head into one write: together
 * 4 µs less per answer than setHeader and a buffer (2026-11). Copying a long body would cost more than the second write does. Kept for
 * as long as the room hands out the same reply.
 */
function wireOf(answer: DoorReply): Wire {
  const known = wires.get(answer)
  if (known) return known
  const { headers, body } = answer
  const joined = Buffer.isBuffer(body) && body.length <= longestJoined
  const wire: Wire = {
    head: [...Object.entries({ ...commonHeaders, ...headers }).flat(1), 'x-request-id', ''],
    body: joined ? body.toString('latin1') : body,
    encoding: joined ? 'latin1' : undefined,
  }
  wires.set(answer, wire)
  return wire
}

function send(answer: DoorReply, id: string, res: ServerResponse): void {
  const { head, body, encoding } = wireOf(answer)
  head[head.length - 1] = id
  res.writeHead(answer.status, head as string[])
  if (encoding) res.end(body, encoding)
  else res.end(body)
}
