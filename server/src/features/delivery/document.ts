import type { Ctx } from '#platform/ctx.ts'
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
    paths,
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
  const { parameters, reply, body = operation.body } = await operation.describe(ctx, settings)
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
    tags: [settings.type ?? operation.name.split('.')[0]],
    ...(who && api.security === 'open' ? { security: [{ bearer: [] }] } : {}),
    parameters: [...places, ...parameters],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: {
        description: 'OK',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['data'],
              properties: { data: reply, meta: { type: 'object', additionalProperties: true } },
            },
          },
        },
      },
      default: {
        description: 'RFC 9457',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

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
