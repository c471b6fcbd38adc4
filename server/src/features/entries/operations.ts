import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import type { EndpointSettings, Operation, OperationCall, OperationReply } from '#platform/operation.ts'
import { modelOf } from '#features/content-types/service.ts'
import {
  aggregateParameters,
  aggregateReply,
  answerAggregate,
  boundAggregate,
  takeAggregate,
} from './aggregate.ts'
import { countable, delivered, namedBy, parse, prepare, readableWith, said, without } from './asked.ts'
import { askedBefore } from './asked-before.ts'
import { check, replySchema } from './check-reading.ts'
import { boundFacets } from './facets.ts'
import { answerNeighbours } from './neighbours.ts'
import { queryParameters, readParameters } from './operation-parameters.ts'
import { operationWords } from './operation-words.ts'
import { writeOperations } from './operations-write.ts'
import { previewEntry } from './preview.ts'
import { answerList, answerOne } from './read-live.ts'
import { searchAll } from './search-all.ts'
import { answerSearch } from './search-live.ts'

async function list(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const model = await modelOf(ctx)
  const read = () => prepare(ctx, model, endpoint, parse(call))
  const prepared =
    endpoint.rights === 'caller' || call.body !== undefined
      ? read()
      : askedBefore({ endpoint, model, site: ctx.site }, call.search, read)
  return said(ctx, prepared, await answerList(ctx, delivered(prepared)))
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

async function preview(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const parsed = without(['filter', 'sort', 'size', 'after', 'count'], parse(call))
  const { token, ...other } = parsed.other
  if (!token) throw new Problem(400, 'bad_query', { errors: [{ path: '/token', code: 'required' }] })
  // The token says in which language.
  const { locale: named, ...question } = parsed
  const rest = { ...question, other: { ...other, ...(named ? { locale: named } : {}) } }
  const prepared = prepare(ctx, await modelOf(ctx), { ...endpoint, sort: null }, rest)
  const { entry, locale, expiresAt } = await previewEntry(ctx, delivered(prepared), token)
  const meta = { preview: { locale, expiresAt: expiresAt.toISOString() } }
  return said(ctx, prepared, { status: 200, data: entry, meta, tags: [] })
}

async function search(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const parsed = parse(call)
  const { q, facets, ...other } = parsed.other
  if (!q) throw new Problem(400, 'bad_query', { errors: [{ path: '/q', code: 'required' }] })
  const rest = without(['sort', 'after', 'count'], { ...parsed, other })
  const prepared = prepare(ctx, await modelOf(ctx), endpoint, rest)
  const { type, model, access } = prepared
  const readable = access ? readableWith(ctx, type, model, access) : undefined
  const groups = boundFacets(delivered(prepared), facets, { allowed: countable(endpoint), readable })
  const asked = { words: q, allowed: endpoint.fields ?? null, facets: groups }
  return said(ctx, prepared, await answerSearch(ctx, delivered(prepared), asked))
}

const describeMany = async (ctx: Ctx, endpoint: EndpointSettings) => ({
  parameters: await queryParameters(ctx, endpoint),
  reply: { type: 'array', items: await replySchema(ctx, endpoint) },
})

const withoutParameters = <P extends { name: string }>(parameters: readonly P[], names: readonly string[]) =>
  parameters.filter(({ name }) => !names.includes(name))

export const operations: Operation[] = [
  ...writeOperations,
  searchAll,
  {
    name: 'entries.list',
    label: { ja: 'コンテンツの一覧', en: 'List of entries' },
    reference: operationWords['entries.list'],
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
    reference: operationWords['entries.get'],
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
    reference: operationWords['entries.neighbours'],
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
    reference: operationWords['entries.aggregate'],
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
    name: 'entries.preview',
    label: { ja: '編集中のコンテンツの下見', en: 'Preview of a working copy' },
    reference: operationWords['entries.preview'],
    method: 'GET',
    cacheable: false,
    needsType: true,
    places: [],
    check,
    answer: preview,
    describe: async (ctx, endpoint) => ({
      parameters: [
        {
          name: 'token',
          in: 'query',
          required: true,
          schema: { type: 'string' },
          description: 'Made for one entry and language in the console / 管理画面で発行',
        },
        ...withoutParameters(await readParameters(ctx, endpoint), ['locale']),
      ],
      reply: await replySchema(ctx, endpoint),
    }),
  },
  {
    name: 'search',
    label: { ja: '検索', en: 'Search' },
    reference: operationWords.search,
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
        description: 'Words to look for, "phrases", -without / 探す言葉（"語句"、-除く語）',
      }
      const facets = {
        name: 'facets',
        in: 'query',
        schema: { type: 'string' },
        description: `Fields of which the hits are counted by value, with commas / 件数を数える項目: ${countable(endpoint)?.join(', ') ?? '*'}`,
      }
      return { parameters: [q, facets, ...kept], reply }
    },
  },
]
