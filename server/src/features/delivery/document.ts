import type { Ctx } from '#platform/ctx.ts'
import type { EndpointSettings, Operation } from '#platform/operation.ts'
import { batchPath } from './batch.ts'
import type { LiveApi, LiveEndpoint } from '#features/apis/live.ts'

type Json = Record<string, unknown>

/** OpenAPI 3.1 of one API, from its endpoints and the model as they are now. */
export async function documentOf(ctx: Ctx, api: LiveApi): Promise<Json> {
  const paths: Record<string, Json> = {}
  for (const endpoint of api.endpoints) {
    const { path } = endpoint.settings
    paths[path] = {
      ...paths[path],
      [endpoint.operation.method.toLowerCase()]: await operationOf(ctx, api, endpoint),
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: `${ctx.site.name} – ${api.name}`, version: '1' },
    servers: [{ url: `/api/${api.key}` }],
    paths: { ...paths, '/batch': batchPath(plainReads(api)) },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problem },
    },
    ...(api.security === 'open' ? {} : { security: [{ bearer: [] }] }),
  }
}

async function operationOf(
  ctx: Ctx,
  api: LiveApi,
  { operation, settings, who, segments }: LiveEndpoint,
): Promise<Json> {
  const { parameters, reply, body = operation.body, status = 200 } = await operation.describe(ctx, settings)
  const places = segments
    .filter((segment) => segment.startsWith('{'))
    .map((segment) => ({
      name: segment.slice(1, -1),
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }))
  const name = settings.path.replace(/[{}]/g, '').split('/').filter(Boolean).join('-')
  return {
    operationId: `${operation.name}:${name}`,
    summary: operation.label[ctx.language],
    ...(settings.deprecated ? { deprecated: true, description: agingWords(settings.deprecated) } : {}),
    tags: [settings.type ?? operation.name.split('.')[0]],
    ...(who && api.security === 'open' ? { security: [{ bearer: [] }] } : {}),
    parameters: [...places, ...parameters, ...headersOf(operation)],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [status]: { description: 'OK', ...(reply === undefined ? {} : contentOf(reply, operation)) },
      default: {
        description: 'RFC 9457',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** Paths that can be read as they stand, for the example. */
const plainReads = ({ endpoints }: LiveApi): string[] =>
  endpoints
    .filter(
      ({ operation, segments }) => operation.method === 'GET' && !segments.some((one) => one.startsWith('{')),
    )
    .map(({ settings }) => settings.path)

const agingWords = ({ since, sunset, successor }: NonNullable<EndpointSettings['deprecated']>) =>
  [
    `Deprecated since ${since} / ${since} から非推奨`,
    ...(sunset ? [`until ${sunset} / ${sunset} まで`] : []),
    ...(successor ? [`→ ${successor}`] : []),
  ].join('; ')

const contentOf = (reply: unknown, { method }: Operation) => ({
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['data'],
        properties: { data: reply, meta: { type: 'object', additionalProperties: true } },
      },
    },
    ...(method === 'GET' ? { 'text/csv': { schema: { type: 'string' } } } : {}),
  },
})

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  schema: { type: 'string' },
  description,
})

const headersOf = ({ method }: Operation) =>
  method === 'GET'
    ? []
    : method === 'POST'
      ? [
          header(
            'Idempotency-Key',
            'Sent again with the same key, it is done once / 同じキーなら一度だけ実行',
          ),
        ]
      : [header('If-Match', 'The version it builds on / 元にした版')]

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', additionalProperties: true } },
  },
}
