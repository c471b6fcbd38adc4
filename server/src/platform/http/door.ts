import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { App } from '#platform/app.ts'
import { Problem } from '#platform/errors.ts'
import { noteRefusal } from '#platform/http/refusals.ts'
import type { AccessLog } from '#platform/http/access-log.ts'
import { trustOf } from '#platform/http/client-address.ts'
import { pacer } from '#platform/http/pace.ts'
import { asProblem, problemBody, problemType, wordsOf } from '#platform/http/problems.ts'
import { commonHeaders, apiPolicy } from '#platform/http/security-headers.ts'
import { preferredLanguage, type Language } from '#platform/words.ts'
import { JsonRefused, parseJson } from '#lib/safe-json.ts'

declare module 'fastify' {
  interface FastifyRequest {
    rawBody: Buffer | undefined
    startedMs: number
    siteKey: string | undefined
    cacheResult: 'hit' | 'miss' | undefined
  }
}

export const bodyLimitBytes = 1024 * 1024

/** Bodies that are read as they come, by routes that accept them. */
const streamed = [
  'application/octet-stream',
  'application/offset+octet-stream',
  'application/x-ndjson',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'multipart/form-data',
]

export type DoorOptions = {
  app: App
  door: 'console' | 'site'
  accessLog: AccessLog
  /** Answers before any routing; true when it did. */
  before?: (request: IncomingMessage, response: Parameters<RequestListener>[1]) => boolean
}

/** One listening HTTP server with everything that holds for every request, whatever it asks for. */
export function createDoor({ app, door, accessLog, before }: DoorOptions): FastifyInstance {
  const words = wordsOf(app.features)
  const paces = pacer((type) => streamed.includes(type.split(';')[0]!.trim().toLowerCase()))
  const fastify = Fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    trustProxy: trustOf(app.config.trustedProxies),
    genReqId: () => app.newId(),
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    routerOptions: {
      maxParamLength: 250,
      onBadUrl: (_path, req, res) => badUrl(app, req as IncomingMessage, res),
    },
    serverFactory: (handler) => {
      const listener: RequestListener = (req, res) => {
        paces.watch(req, res)
        if (!before?.(req, res)) handler(req, res)
      }
      return createServer(
        { headersTimeout: 15_000, requestTimeout: 0, maxHeaderSize: 16_384 },
        listener,
      ) as Server
    },
  })
  fastify.decorateRequest('rawBody', undefined)
  fastify.decorateRequest('startedMs', 0)
  fastify.decorateRequest('siteKey', undefined)
  fastify.decorateRequest('cacheResult', undefined)
  acceptJson(fastify)
  fastify.addHook('preClose', async () => paces.stop())

  fastify.addHook('onRequest', async (request, reply) => {
    request.startedMs = performance.now()
    reply.headers({ 'x-request-id': request.id, 'content-security-policy': apiPolicy, ...commonHeaders })
  })
  fastify.addHook('onResponse', async (request, reply) => {
    accessLog.write({
      at: Date.now(),
      id: request.id,
      door,
      method: request.method,
      url: request.raw.url ?? '',
      status: reply.statusCode,
      bytes: Number(reply.getHeader('content-length') ?? 0),
      ms: performance.now() - request.startedMs,
      ip: request.ip,
      agent: request.headers['user-agent'] ?? '',
      site: request.siteKey,
      cache: request.cacheResult,
    })
  })
  fastify.setErrorHandler((error, request, reply) => sendProblem(app, door, words, error, request, reply))
  return fastify
}

function sendProblem(
  app: App,
  door: DoorOptions['door'],
  words: ReturnType<typeof wordsOf>,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = asProblem(error)
  // What is away for a moment is told without its reason, unless somebody had one.
  if (problem.status >= 500 && (problem.status !== 503 || problem.cause !== undefined)) {
    app.log.error({
      err: error,
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
    })
  }
  const { id, method, siteKey } = request
  noteRefusal(app, { id, method, url: request.raw.url ?? '', siteKey, door }, problem)
  return reply
    .status(problem.status)
    .headers({ 'cache-control': 'no-store', ...problem.headers })
    .type(problemType)
    .send(JSON.stringify(problemBody(problem, words, languageOf(app, request), request.id)))
}

export const languageOf = (app: App, request: FastifyRequest): Language =>
  preferredLanguage(request.headers['accept-language'], app.config.language)

/** JSON bodies are parsed by the house (depth, prototype keys) and kept as they came; other bodies reach only routes that take them. */
function acceptJson(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const raw = body as Buffer
    request.rawBody = raw
    if (raw.length === 0) return done(null, undefined)
    try {
      done(null, parseJson(new TextDecoder('utf-8', { fatal: true }).decode(raw)))
    } catch (error) {
      done(error instanceof JsonRefused ? error : new JsonRefused('json_broken'))
    }
  })
  fastify.addContentTypeParser(streamed, (_request, payload, done) => done(null, payload))
}

function badUrl(app: App, req: IncomingMessage, res: Parameters<RequestListener>[1]): void {
  const language = preferredLanguage(req.headers['accept-language'], app.config.language)
  const id = app.newId()
  const body = JSON.stringify(
    problemBody(new Problem(400, 'bad_request'), wordsOf(app.features), language, id),
  )
  res.writeHead(400, { 'content-type': problemType, 'x-request-id': id, ...commonHeaders }).end(body)
}
