import type { TSchema } from 'typebox'
import type { App } from '#platform/app.ts'
import type { Route } from '#platform/feature.ts'
import { errorsIn } from '#platform/http/validate.ts'

type Json = Record<string, unknown>

/** The management API as OpenAPI 3.1, from the same table that answers it. */
export function managementDocument(app: Pick<App, 'features'>): Json {
  const components = new Map<string, unknown>()
  const paths: Record<string, Json> = {}
  for (const route of app.features.flatMap((feature) => feature.routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, components) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dozo management API',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: app.features.filter((f) => f.routes.length > 0).map((f) => ({ name: f.name })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
        Problem: problemSchema,
      },
    },
  }
}

function operationOf(route: Route, components: Map<string, unknown>): Json {
  const reply = route.reply && referTo(route.reply, components)
  const status = route.status ?? (route.method === 'POST' && reply ? 201 : reply || route.sends ? 200 : 204)
  return {
    operationId: route.id,
    tags: [route.id.split('.')[0]],
    summary: route.summary,
    'x-permission': route.can,
    ...(route.can === 'anyone' ? { security: [] } : {}),
    parameters: parametersOf(route, components),
    ...bodyOf(route, components),
    responses: {
      [status]: { description: 'Done', ...contentOf(route, reply) },
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function contentOf(route: Route, reply: unknown): Json {
  if (route.sends) return { content: { [route.sends]: { schema: { type: 'string' } } } }
  if (!reply) return {}
  const schema = {
    type: 'object',
    required: ['data'],
    properties: { data: reply, meta: { type: 'object', additionalProperties: true } },
  }
  return { content: { 'application/json': { schema } } }
}

function bodyOf(route: Route, components: Map<string, unknown>): Json {
  if (route.accepts) {
    const form = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    }
    const content = {
      [route.accepts]: { schema: { type: 'string' } },
      ...(route.form ? { 'multipart/form-data': { schema: form } } : {}),
    }
    return { requestBody: { required: true, content } }
  }
  if (!route.body) return {}
  return {
    requestBody: {
      required: errorsIn(route.body, {}).length > 0,
      content: { 'application/json': { schema: referTo(route.body, components) } },
    },
  }
}

function parametersOf(route: Route, components: Map<string, unknown>): Json[] {
  const places = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const query = (route.query ?? route.grammar) as unknown as
    { properties?: Json; required?: string[] } | undefined
  const named = Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(query?.required?.includes(name) ? { required: true } : {}),
    ...((schema as Json)['type'] === 'object' ? { style: 'deepObject', explode: true } : {}),
    schema: referTo(schema as TSchema, components),
  }))
  const version = route.needsVersion
    ? [
        {
          name: 'If-Match',
          in: 'header',
          required: true,
          schema: { type: 'string' },
          description: 'Version, such as "3", or *',
        },
      ]
    : []
  return [...places, ...named, ...version]
}

/** Schemas with a title become named components; everything else stays where it is. */
function referTo(schema: unknown, components: Map<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => referTo(item, components))
  if (schema === null || typeof schema !== 'object') return schema
  const copy: Json = {}
  for (const [key, value] of Object.entries(schema))
    if (!key.startsWith('~')) copy[key] = referTo(value, components)
  const { title } = schema as { title?: unknown }
  if (typeof title !== 'string' || !/^[A-Z]\w*$/.test(title)) return copy
  components.set(title, copy)
  return { $ref: `#/components/schemas/${title}` }
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; act on this, never on the texts' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: {
          path: { type: 'string' },
          code: { type: 'string' },
          params: { type: 'object', additionalProperties: true },
          message: { type: 'string' },
        },
      },
    },
  },
}
