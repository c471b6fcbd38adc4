import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { notFound, unavailable, unauthorized } from '#platform/errors.ts'
import type { Metrics } from '#platform/metrics.ts'

/** `/livez`: the process answers. `/readyz`: and so does its database. On any host, for load balancers. */
export function healthRoutes(fastify: FastifyInstance, app: App, draining: () => boolean): void {
  fastify.get('/livez', async (_request, reply) =>
    reply.type('text/plain').header('cache-control', 'no-store').send('ok\n'),
  )
  fastify.get('/readyz', async (_request, reply) => {
    if (draining()) throw unavailable()
    await app.db.read(null, sql`select 1 as one`)
    return reply.type('text/plain').header('cache-control', 'no-store').send('ready\n')
  })
}

/** `/metrics` in the OpenMetrics text form, for who knows the token; without a token set there is no such page. */
export function metricsRoute(fastify: FastifyInstance, app: App, metrics: Metrics): void {
  fastify.get('/metrics', async (request, reply) => {
    const wanted = app.config.metricsToken
    if (!wanted) throw notFound()
    const given = Buffer.from(request.headers.authorization ?? '')
    const expected = Buffer.from(`Bearer ${wanted}`)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw unauthorized('bad_token')
    return reply
      .type(metrics.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.text())
  })
}
