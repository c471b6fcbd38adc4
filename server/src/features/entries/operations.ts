import { deliverySchema } from '@dozo/content-model/json-schema'
import { limits } from '@dozo/content-model/limits'
import type { ParsedQuery } from '@dozo/content-model/query/ast'
import { bindQuery } from '@dozo/content-model/query/bind'
import type { BoundQuery, ModelType } from '@dozo/content-model/query/model'
import { parseFilter, parseQueryJson } from '@dozo/content-model/query/parse-json'
import { parseQueryString } from '@dozo/content-model/query/parse-string'
import type { Ctx } from '#platform/ctx.ts'
import { notFound, Problem, type FieldError } from '#platform/errors.ts'
import type { EndpointSettings, Operation, OperationCall, OperationReply } from '#platform/operation.ts'
import { isUuid } from '#lib/uuid.ts'
import { modelOf, typesTag, type SiteModel } from '#features/content-types/service.ts'
import { accessTo, type Access } from './access.ts'
import {
  aggregateParameters,
  aggregateReply,
  answerAggregate,
  boundAggregate,
  takeAggregate,
} from './aggregate.ts'
import { askedBefore } from './asked-before.ts'
import { askable, queryParameters, readParameters } from './operation-parameters.ts'
import { answerNeighbours } from './neighbours.ts'
import { answerList, answerOne, type Delivered, type Named } from './read-live.ts'
import { writeOperations } from './operations-write.ts'
import { answerSearch } from './search-live.ts'

type Prepared = { type: ModelType; model: SiteModel; access: Access | null; bound: BoundQuery }

/** Throws 400 that names the parameter. */
function prepare(ctx: Ctx, model: SiteModel, endpoint: EndpointSettings, parsed: ParsedQuery): Prepared {
  const type = model.type(endpoint.type ?? '')
  if (!type) throw notFound()
  const access = endpoint.rights === 'caller' ? accessTo(ctx, 'entries.read', type, model) : null
  if (access && !access.allowed) throw notFound()
  const bound = bindQuery(parsed, {
    model,
    type,
    audience: 'delivery',
    locales: ctx.site.locales,
    defaultLocale: endpoint.locale ?? ctx.site.defaultLocale,
    allow: {
      fields: endpoint.fields ?? undefined,
      filters: askable(endpoint, endpoint.filters),
      sorts: askable(endpoint, endpoint.sorts),
    },
    readable: access ? readableWith(ctx, type, model, access) : undefined,
    fixed: fixedFilter(endpoint),
    defaultSort: endpoint.sort ?? (type.definition.kind === 'tree' ? 'position' : '-publishedAt'),
    defaultSize: endpoint.pageSize ?? undefined,
    maxSize: endpoint.maxPageSize ?? undefined,
  })
  if (!bound.query) throw new Problem(400, 'bad_query', { errors: bound.issues })
  return { type, model, access, bound: bound.query }
}

const readableWith =
  (ctx: Ctx, type: ModelType, model: SiteModel, access: Access) => (of: ModelType, field: string) => {
    const own = of.id === type.id ? access : accessTo(ctx, 'entries.read', of, model)
    return own.allowed && own.readable(field) && (of.id === type.id || own.filter === null)
  }

function fixedFilter(endpoint: EndpointSettings) {
  if (!endpoint.filter) return undefined
  const parsed = parseFilter(endpoint.filter)
  // It was checked when it was saved; a field may have gone since. Then nothing is shown rather than too much.
  return 'issues' in parsed ? { or: [] } : parsed.filter
}

function parse(call: OperationCall): ParsedQuery {
  const { query, issues } =
    call.body === undefined ? parseQueryString(call.search) : parseQueryJson(call.body)
  if (issues.length > 0) throw new Problem(400, 'bad_query', { errors: issues })
  return query
}

const delivered = (prepared: Prepared): Delivered => ({
  ...prepared,
  accessFilter: prepared.access?.filter ?? null,
  readable: prepared.access?.readable ?? (() => true),
})

async function list(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const model = await modelOf(ctx)
  const read = () => prepare(ctx, model, endpoint, parse(call))
  const prepared =
    endpoint.rights === 'caller' || call.body !== undefined
      ? read()
      : askedBefore({ endpoint, model, site: ctx.site }, call.search, read)
  return said(ctx, prepared, await answerList(ctx, delivered(prepared)))
}

/** The question without the parameters that this operation does not know; those are refused by name. */
function without(
  names: readonly ('filter' | 'fields' | 'sort' | 'size' | 'after' | 'count')[],
  parsed: ParsedQuery,
) {
  const refused = names.filter((name) => parsed[name] !== undefined).map((name) => [name, ''])
  const rest = { ...parsed, other: { ...parsed.other, ...Object.fromEntries(refused) } }
  for (const name of names) delete rest[name]
  return rest
}

function namedBy({ places: { id, key } }: OperationCall): Named {
  if (id !== undefined && !isUuid(id)) throw notFound()
  return id === undefined ? { key: key ?? '' } : { id }
}

async function one(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const parsed = without(['filter', 'sort', 'size', 'after', 'count'], parse(call))
  const by = namedBy(call)
  const prepared = prepare(ctx, await modelOf(ctx), { ...endpoint, sort: null }, parsed)
  return said(ctx, prepared, await answerOne(ctx, delivered(prepared), by))
}

async function neighbours(
  ctx: Ctx,
  endpoint: EndpointSettings,
  call: OperationCall,
): Promise<OperationReply> {
  const parsed = without(['size', 'after', 'count'], parse(call))
  const by = namedBy(call)
  const prepared = prepare(ctx, await modelOf(ctx), endpoint, parsed)
  return said(ctx, prepared, await answerNeighbours(ctx, delivered(prepared), by))
}

/** Groups show what they are made of: only what callers may ask about and get. */
const countable = (endpoint: EndpointSettings): readonly string[] | undefined => {
  const asked = askable(endpoint, endpoint.filters)
  const shown = askable(endpoint, null)
  return asked && shown ? asked.filter((path) => shown.includes(path)) : (asked ?? shown)
}

async function aggregate(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const { asked, rest } = takeAggregate(without(['fields', 'after', 'count'], parse(call)))
  const prepared = prepare(ctx, await modelOf(ctx), { ...endpoint, sort: null }, rest)
  const { type, model, access } = prepared
  const readable = access ? readableWith(ctx, type, model, access) : undefined
  const counted = boundAggregate(delivered(prepared), asked, { allowed: countable(endpoint), readable })
  const bound = { ...prepared.bound, cost: counted.cost }
  const reply = await answerAggregate(ctx, delivered({ ...prepared, bound }), counted.aggregate)
  return said(ctx, { ...prepared, bound }, reply)
}

async function search(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const parsed = parse(call)
  const { q, ...other } = parsed.other
  if (!q) throw new Problem(400, 'bad_query', { errors: [{ path: '/q', code: 'required' }] })
  const rest = without(['sort', 'after', 'count'], { ...parsed, other })
  const prepared = prepare(ctx, await modelOf(ctx), endpoint, rest)
  return said(ctx, prepared, await answerSearch(ctx, delivered(prepared), q, endpoint.fields ?? null))
}

/** With what every answer says: what the question cost of how much it may, and what the answer depends on. */
const said = (ctx: Ctx, { bound }: Prepared, reply: OperationReply): OperationReply => ({
  ...reply,
  headers: { ...reply.headers, 'x-query-cost': `${bound.cost}; limit=${limits.queryCost}` },
  tags: [...reply.tags, typesTag(ctx.site.id)],
})

/** Settings that name what is not there are told when they are saved, not when readers call. */
async function check(ctx: Ctx, endpoint: EndpointSettings): Promise<FieldError[]> {
  const model = await modelOf(ctx)
  const type = model.type(endpoint.type ?? '')
  if (!type) return []
  const base = {
    model,
    type,
    locales: ctx.site.locales,
    defaultLocale: endpoint.locale ?? ctx.site.defaultLocale,
    defaultSort: 'id',
  }
  const errors = (
    parsed: Partial<ParsedQuery>,
    at: string,
    audience: 'delivery' | 'management' = 'delivery',
  ): FieldError[] =>
    bindQuery({ other: {}, ...parsed }, { ...base, audience }).issues.map((issue) => ({ ...issue, path: at }))
  const fixed = fixedFilter(endpoint)
  return [
    ...(['own', 'publish'] as const).flatMap((name) =>
      endpoint[name] ? [{ path: `/${name}`, code: 'only_for_writing' }] : [],
    ),
    ...(endpoint.fields ?? []).flatMap((path, i) => errors({ fields: [path] }, `/fields/${i}`)),
    ...(endpoint.filters ?? []).flatMap((path, i) =>
      errors({ filter: { path, op: 'exists', value: true } }, `/filters/${i}`),
    ),
    ...(endpoint.sorts ?? []).flatMap((path, i) => errors({ sort: [path] }, `/sorts/${i}`)),
    ...(endpoint.sort ? errors({ sort: endpoint.sort.split(',') }, '/sort') : []),
    ...(fixed ? errors({ filter: fixed }, '/filter', 'management') : []),
  ].slice(0, 20)
}

async function replySchema(ctx: Ctx, endpoint: EndpointSettings): Promise<Record<string, unknown>> {
  const type = (await modelOf(ctx)).type(endpoint.type ?? '')
  if (!type) return {}
  const only = endpoint.fields?.map((path) => path.split('.')[0]!)
  return deliverySchema(type.definition, only)
}

const describeMany = async (ctx: Ctx, endpoint: EndpointSettings) => ({
  parameters: await queryParameters(ctx, endpoint),
  reply: { type: 'array', items: await replySchema(ctx, endpoint) },
})

const withoutParameters = <P extends { name: string }>(parameters: readonly P[], names: readonly string[]) =>
  parameters.filter(({ name }) => !names.includes(name))

export const operations: Operation[] = [
  ...writeOperations,
  {
    name: 'entries.list',
    label: { ja: 'コンテンツの一覧', en: 'List of entries' },
    method: 'GET',
    cacheable: true,
    needsType: true,
    places: [],
    check,
    answer: list,
    describe: describeMany,
  },
  {
    name: 'entries.get',
    label: { ja: 'コンテンツ一件', en: 'One entry' },
    method: 'GET',
    cacheable: true,
    needsType: true,
    places: ['id', 'key'],
    check,
    answer: one,
    describe: async (ctx, endpoint) => ({
      parameters: await readParameters(ctx, endpoint),
      reply: await replySchema(ctx, endpoint),
    }),
  },
  {
    name: 'entries.neighbours',
    label: { ja: '前後のコンテンツ', en: 'Entries before and after one' },
    method: 'GET',
    cacheable: true,
    needsType: true,
    places: ['id', 'key'],
    check,
    answer: neighbours,
    async describe(ctx, endpoint) {
      const entry = { anyOf: [await replySchema(ctx, endpoint), { type: 'null' }] }
      return {
        parameters: withoutParameters(await queryParameters(ctx, endpoint), [
          'page[size]',
          'page[after]',
          'count',
        ]),
        reply: { type: 'object', properties: { previous: entry, next: entry } },
      }
    },
  },
  {
    name: 'entries.aggregate',
    label: { ja: 'コンテンツの集計', en: 'Entries counted' },
    method: 'GET',
    cacheable: true,
    needsType: true,
    places: [],
    check,
    answer: aggregate,
    async describe(ctx, endpoint) {
      const parameters = withoutParameters(await queryParameters(ctx, endpoint), [
        'sort',
        'fields',
        'page[after]',
        'count',
      ])
      const names = countable(endpoint)?.join(', ') ?? '*'
      return { parameters: [...aggregateParameters(names), ...parameters], reply: aggregateReply }
    },
  },
  {
    name: 'search',
    label: { ja: '検索', en: 'Search' },
    method: 'GET',
    cacheable: true,
    needsType: true,
    places: [],
    check,
    answer: search,
    async describe(ctx, endpoint) {
      const { parameters, reply } = await describeMany(ctx, endpoint)
      const kept = withoutParameters(parameters, ['sort', 'page[after]', 'count'])
      const q = {
        name: 'q',
        in: 'query',
        required: true,
        schema: { type: 'string' },
        description: 'Words to look for / 探す言葉',
      }
      return { parameters: [q, ...kept], reply }
    },
  },
]
