// Readers who write: what an endpoint lets them write, and nothing besides. The owner of the site has named the fields; whoever the API
// and the endpoint admit may write those, in one language, of one type; as a draft unless the endpoint says otherwise.
import { deliverySchema } from '@dozo/content-model/json-schema'
import { fieldOf, type Field } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import { parseQueryString } from '@dozo/content-model/query/parse-string'
import { missingValues, withDefaults, type Values } from '@dozo/content-model/values'
import { createCtx, type Ctx } from '#platform/ctx.ts'
import { conflict, invalid, notFound, Problem, type FieldError } from '#platform/errors.ts'
import type { EndpointSettings, Operation, OperationCall, OperationReply } from '#platform/operation.ts'
import type { Grant, Rights } from '#platform/rights.ts'
import { isUuid } from '#lib/uuid.ts'
import { modelOf } from '#features/content-types/service.ts'
import { operationWords } from './operation-words.ts'
import type { Entry } from './schema.ts'
import * as entries from './service.ts'
import { publishInTx } from './publish.ts'
import { statusOf } from './state.ts'

type Writing = { ctx: Ctx; type: ModelType; locale: string }

/** The caller with the rights that the endpoint lends: these fields of this type, and only their own entries where it says so. */
async function writingOf(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<Writing> {
  const type = (await modelOf(ctx)).type(endpoint.type ?? '')
  if (!type) throw notFound()
  const { query, issues } = parseQueryString(call.search)
  const { locale = endpoint.locale ?? ctx.site.defaultLocale, ...rest } = { ...query, ...query.other }
  const unknown = Object.keys(rest).filter((name) => name !== 'other')
  if (issues.length > 0 || unknown.length > 0)
    throw new Problem(400, 'bad_query', {
      errors: [
        ...issues,
        ...unknown.map((name) => ({ path: `/${name}`, code: 'parameter_unknown', params: { name } })),
      ],
    })
  if (!ctx.site.locales.includes(locale))
    throw new Problem(400, 'bad_query', {
      errors: [{ path: '/locale', code: 'locale_unknown', params: { locales: ctx.site.locales.join(', ') } }],
    })
  const acting = endpoint.rights === 'caller' ? ctx : createCtx({ ...ctx, rights: lent(endpoint, type) })
  return { ctx: acting, type, locale }
}

function lent(endpoint: EndpointSettings, type: ModelType): Rights {
  const grant = (permission: string, more: Partial<Grant> = {}): Grant => ({
    permission,
    types: [type.definition.key],
    ...(endpoint.own ? { own: true } : {}),
    ...more,
  })
  const fields = { fields: [...(endpoint.fields ?? [])] }
  return {
    everything: false,
    grants: [
      grant('entries.read'),
      { ...grant('entries.create', fields), own: false },
      grant('entries.update', fields),
      grant('entries.delete'),
      grant('entries.publish'),
    ],
  }
}

/** Flat values of one language, as readers know them, become the values that are kept. 422 names what is not to be written here. */
function valuesFrom({ type, locale }: Writing, endpoint: EndpointSettings, body: unknown): Values {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw invalid([{ path: '', code: 'wrong_type', params: { expected: '{…}' } }])
  const allowed = endpoint.fields ?? []
  const sent = Object.entries(body)
  const strange = sent.filter(([key]) => !allowed.includes(key) || !fieldOf(type.definition, key))
  if (strange.length > 0)
    throw invalid(
      strange.slice(0, 20).map(([key]) => ({
        path: `/${key.slice(0, 100)}`,
        code: 'unknown_field',
        params: { name: key.slice(0, 100) },
      })),
    )
  return Object.fromEntries(
    sent.map(([key, value]) => [key, fieldOf(type.definition, key)!.localized ? { [locale]: value } : value]),
  )
}

/** Problems speak of what was sent: `/values/title/ja` is `/title` to someone who writes one language. */
async function inTheirWords<T>({ type }: Writing, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.errors.length === 0) throw error
    const errors = error.errors.map((one): FieldError => {
      const [, first, key = '', ...rest] = one.path.split('/')
      if (first !== 'values') return one
      const within = fieldOf(type.definition, key)?.localized ? rest.slice(1) : rest
      return { ...one, path: `/${[key, ...within].join('/')}` }
    })
    throw new Problem(error.status, error.code, {
      errors,
      params: error.params,
      headers: error.headers,
      ...(error.extra ? { extra: error.extra } : {}),
    })
  }
}

const told = ({ id, type, number, key, status, etag }: Entry) => ({
  id,
  type,
  number,
  key,
  status,
  version: etag,
})

async function create(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const writing = await writingOf(ctx, endpoint, call)
  const values = valuesFrom(writing, endpoint, call.body)
  const { definition } = writing.type
  const entry = await inTheirWords(writing, async () => {
    // A draft may be unfinished for its editors; who sends something through an API sends it whole.
    const missing = missingValues(definition, withDefaults(definition, values, writing.locale), [
      writing.locale,
    ])
    const theirs = missing.filter(({ path }) => (endpoint.fields ?? []).includes(path.split('/')[2]!))
    if (theirs.length > 0) throw invalid(theirs)
    return entries.create(writing.ctx, {
      type: definition.key,
      values,
      ...(endpoint.publish ? { publish: true } : {}),
    })
  })
  return { status: 201, data: told(entry), tags: [] }
}

/** The entry that the path names, when the caller may touch it; what they may not is not there. */
function idOf(call: OperationCall): string {
  const id = call.places['id'] ?? ''
  if (!isUuid(id)) throw notFound()
  return id
}

async function update(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const writing = await writingOf(ctx, endpoint, call)
  const id = idOf(call)
  const values = valuesFrom(writing, endpoint, call.body)
  await sameType(writing, id)
  await inTheirWords(writing, () =>
    writing.ctx.tx(async (tx) => {
      const before = await entries.updateInTx(tx, id, { values }, call.ifMatch ?? '*')
      // What an editor has in hand, or has taken away from readers, is not a reader's to publish.
      if (!endpoint.publish || statusOf(before) !== 'live') return
      await publishInTx(tx, await modelOf(writing.ctx), id, { locales: [writing.locale] }, '*')
    }),
  )
  return { status: 200, data: told(await entries.written(writing.ctx, id)), tags: [] }
}

async function remove(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const writing = await writingOf(ctx, endpoint, call)
  const id = idOf(call)
  await sameType(writing, id)
  try {
    await entries.remove(writing.ctx, id, { ifMatch: call.ifMatch ?? '*' })
  } catch (error) {
    // What else there is, and that there is a way around it, is for the console.
    if (error instanceof Problem && error.code === 'entry_referenced') throw conflict('entry_in_use')
    throw error
  }
  return { status: 204, data: undefined, tags: [] }
}

async function sameType({ ctx, type }: Writing, id: string): Promise<void> {
  if ((await entries.get(ctx, id)).type !== type.definition.key) throw notFound()
}

/** An endpoint that writes names every field it takes. */
async function check(ctx: Ctx, endpoint: EndpointSettings, writes: boolean): Promise<FieldError[]> {
  const type = (await modelOf(ctx)).type(endpoint.type ?? '')
  if (!type) return []
  const fields = endpoint.fields ?? []
  return [
    // The caller's own grants say already what is theirs; a second rule beside them would be one too many.
    ...(endpoint.own && endpoint.rights === 'caller' ? [{ path: '/own', code: 'own_by_grants' }] : []),
    ...(writes && fields.length === 0 ? [{ path: '/fields', code: 'write_needs_fields' }] : []),
    ...fields.flatMap((key, i) =>
      fieldOf(type.definition, key)
        ? []
        : [{ path: `/fields/${i}`, code: 'path_unknown', params: { path: key } }],
    ),
    ...(['filters', 'sorts', 'filter', 'sort'] as const).flatMap((name) =>
      endpoint[name] ? [{ path: `/${name}`, code: 'not_for_writing' }] : [],
    ),
  ]
}

async function bodySchema(ctx: Ctx, endpoint: EndpointSettings, all: boolean) {
  const type = (await modelOf(ctx)).type(endpoint.type ?? '')
  if (!type) return {}
  const fields = type.definition.fields.filter((field) => endpoint.fields?.includes(field.key))
  const shown = {
    ...type.definition,
    fields: fields.map((field: Field) => ({ ...field, neverDelivered: false })),
  }
  const { properties } = deliverySchema(shown) as { properties: Record<string, unknown> }
  return {
    type: 'object',
    additionalProperties: false,
    ...(all ? { required: fields.filter((field) => field.required).map((field) => field.key) } : {}),
    properties: Object.fromEntries(fields.map((field) => [field.key, properties[field.key]])),
  }
}

const locale = { name: 'locale', in: 'query', schema: { type: 'string' } }
const reply = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    type: { type: 'string' },
    number: { type: 'integer' },
    key: { type: ['string', 'null'] },
    status: { type: 'string', enum: ['draft', 'live', 'changed'] },
    version: { type: 'integer', description: 'For If-Match' },
  },
}
const plain = { cacheable: false, needsType: true } as const

export const writeOperations: Operation[] = [
  {
    ...plain,
    name: 'entries.create',
    label: { ja: 'コンテンツを作る', en: 'Create an entry' },
    reference: operationWords['entries.create'],
    method: 'POST',
    places: [],
    takesBody: true,
    check: (ctx, endpoint) => check(ctx, endpoint, true),
    answer: create,
    describe: async (ctx, endpoint) => ({
      status: 201,
      parameters: [locale],
      reply,
      body: await bodySchema(ctx, endpoint, true),
    }),
  },
  {
    ...plain,
    name: 'entries.update',
    label: { ja: 'コンテンツを変える', en: 'Change an entry' },
    reference: operationWords['entries.update'],
    method: 'PATCH',
    places: ['id'],
    knownCallers: true,
    takesBody: true,
    check: (ctx, endpoint) => check(ctx, endpoint, true),
    answer: update,
    describe: async (ctx, endpoint) => ({
      parameters: [locale],
      reply,
      body: await bodySchema(ctx, endpoint, false),
    }),
  },
  {
    ...plain,
    name: 'entries.delete',
    label: { ja: 'コンテンツを削除する', en: 'Delete an entry' },
    reference: operationWords['entries.delete'],
    method: 'DELETE',
    places: ['id'],
    knownCallers: true,
    check: (ctx, endpoint) => check(ctx, endpoint, false),
    answer: remove,
    describe: async () => ({ status: 204, parameters: [] }),
  },
]
