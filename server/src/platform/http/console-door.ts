import type { FastifyInstance } from 'fastify'
import type { App } from '#platform/app.ts'
import { Problem } from '#platform/errors.ts'
import type { Route } from '#platform/feature.ts'
import type { AccessLog } from '#platform/http/access-log.ts'
import { createDoor } from '#platform/http/door.ts'
import { healthRoutes, metricsRoute } from '#platform/http/health.ts'
import { managementDocument } from '#platform/http/openapi.ts'
import { consolePages } from '#platform/http/pages.ts'
import { respond } from '#platform/http/respond.ts'
import { streamLimitBytes } from '#platform/http/stream-limit.ts'
import type { Metrics } from '#platform/metrics.ts'
import { hostName, isLocal } from '#platform/site-directory.ts'

/** The console door: `/` the admin console, `/manage/v1` the management API, `/metrics`. */
export async function openConsoleDoor(
  app: App,
  accessLog: AccessLog,
  metrics: Metrics,
  draining: () => boolean,
): Promise<FastifyInstance> {
  const fastify = createDoor({ app, door: 'console', accessLog })
  const routes = app.features.flatMap((feature) => feature.routes)
  refuseUndeclared(app)
  healthRoutes(fastify, app, draining)
  metricsRoute(fastify, app, metrics)
  for (const route of routes) {
    fastify.route({
      method: route.method,
      url: route.path,
      ...(route.accepts ? { bodyLimit: streamLimitBytes } : {}),
      handler: (request, reply) => respond(app, route, request, reply),
    })
  }
  const document = JSON.stringify(managementDocument(app))
  fastify.get('/manage/v1/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document),
  )
  refuseOtherHosts(fastify, app)
  const page = await consolePages(fastify)
  fastify.setNotFoundHandler((request, reply) => {
    const path = (request.raw.url ?? '').split('?')[0]!
    if (!path.startsWith('/manage/')) return page(request, reply)
    throw missing(routes, path)
  })
  return fastify
}

/** A route that names no permission, or one that no room declares, would be open to owners only by accident: the door stays shut. */
function refuseUndeclared(app: App): void {
  const known = [
    'anyone',
    'signed-in',
    ...app.features.flatMap((feature) => Object.keys(feature.permissions)),
  ]
  const wrong = app.features.flatMap((feature) => feature.routes).find((route) => !known.includes(route.can))
  if (wrong) throw new Error(`route ${wrong.id} names no declared permission: ${wrong.can}`)
}

/** Names that a DNS trick could point at this machine get nothing: only the console's own name, local names and addresses. */
function refuseOtherHosts(fastify: FastifyInstance, app: App): void {
  const own = new URL(app.config.consoleUrl).hostname
  fastify.addHook('onRequest', async (request) => {
    const host = hostName(request.headers.host)
    const path = request.raw.url ?? ''
    if (host === own || isLocal(host) || /^\/(livez|readyz)$/.test(path)) return
    throw new Problem(421, 'unknown_host')
  })
}

function missing(routes: Route[], path: string): Problem {
  const allowed = routes
    .filter((route) =>
      new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`).test(path),
    )
    .map((route) => route.method)
  if (allowed.length === 0) return new Problem(404, 'not_found')
  const list = [...new Set(allowed)].join(', ')
  return new Problem(405, 'method_not_allowed', { params: { allowed: list }, headers: { allow: list } })
}
