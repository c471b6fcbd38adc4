import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '#platform/errors.ts'
import { pagePolicy } from '#platform/http/security-headers.ts'

const consoleDist = join(import.meta.dirname, '../../../../console/dist')

/** The console: built files under /assets, and its one page at every other address that a browser asks for a page. */
export async function consolePages(
  fastify: FastifyInstance,
): Promise<(request: FastifyRequest, reply: FastifyReply) => FastifyReply> {
  const file = join(consoleDist, 'index.html')
  const page = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (page !== undefined) {
    await fastify.register(fastifyStatic, {
      root: consoleDist,
      wildcard: false,
      index: false,
      globIgnore: ['index.html', '**/*.br', '**/*.gz'],
      // The build has left them compressed beside each other.
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const immutable = path.includes('/assets/')
        reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  return (request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (page === undefined || !wantsPage) throw notFound()
    const nonce = randomBytes(16).toString('base64')
    return reply
      .status(200)
      .headers({ 'content-security-policy': pagePolicy(nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce))
  }
}
