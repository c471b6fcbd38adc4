// One search over several types: what kind of entry holds the words, its title, and the place where they stand.
import { fieldOf } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { Problem, type FieldError } from '#platform/errors.ts'
import type { EndpointSettings, Operation, OperationCall, OperationReply } from '#platform/operation.ts'
import { modelOf } from '#features/content-types/service.ts'
import * as search from '#features/search/service.ts'
import { accessTo } from './access.ts'
import { delivered, parse, prepare, said, without, type Prepared } from './asked.ts'
import { nextBoundary } from './boundary.ts'
import { deliveredPage } from './delivered-page.ts'
import { operationWords } from './operation-words.ts'
import { listOf, renderAll } from './read-live.ts'
import { searchableFields } from './search.ts'
import { hitOf, textShown } from './search-live.ts'

const mostTypes = 20

type Readable = (field: string) => boolean

/** What of a type may be looked through: what readers get of it, and the caller may read. */
const visibleFields = (type: ModelType, readable: Readable) => (key: string) =>
  !fieldOf(type.definition, key)?.neverDelivered && readable(key)

async function answer(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply> {
  const { q, ...other } = parse(call).other
  if (!q) throw new Problem(400, 'bad_query', { errors: [{ path: '/q', code: 'required' }] })
  const rest = without(['filter', 'fields', 'sort', 'after', 'count'], { ...parse(call), other })
  const model = await modelOf(ctx)
  const types = (endpoint.types ?? []).flatMap((key) => model.type(key) ?? [])
  const readableOf = (type: ModelType): Readable | undefined => {
    if (endpoint.rights !== 'caller') return () => true
    const access = accessTo(ctx, 'entries.read', type, model)
    return access.allowed ? access.readable : undefined
  }
  const asked = types.flatMap((type) => {
    const readable = readableOf(type)
    if (!readable) return []
    const fields = shownFields(type, readable)
    const settings = { ...endpoint, type: type.definition.key, fields: null, filter: null, sort: null }
    return [{ type, prepared: prepare(ctx, model, settings, { ...rest, fields }) }]
  })
  const [first] = asked
  if (!first) return { status: 200, data: [], meta: { hits: [] }, tags: [] }
  const { bound } = first.prepared
  const conditional = bound.fallback === null || asked.some(({ prepared }) => prepared.access?.filter)
  const { hits, marking } = await search.match(ctx, {
    words: q,
    types: asked.map(({ type, prepared }) => ({
      type,
      fields: searchableFields(type, visibleFields(type, delivered(prepared).readable)),
    })),
    stage: 'live',
    locale: bound.locale,
    wanted: conditional ? null : bound.size,
  })
  const ids = hits.map((hit) => hit.entry_id)
  const found = new Map(
    (await Promise.all(asked.map(({ prepared }) => shownOf(ctx, prepared, ids)))).flatMap((rows) => rows),
  )
  const best = hits.flatMap((hit) => (found.has(hit.entry_id) ? [{ hit, ...found.get(hit.entry_id)! }] : []))
  const shown = best.slice(0, bound.size)
  const until = await nextBoundary(
    ctx,
    asked.map(({ type }) => type.id),
  )
  return said(ctx, first.prepared, {
    status: 200,
    data: shown.map(({ entry }) => entry),
    meta: { hits: shown.map(({ hit, text }) => hitOf(hit, search.highlight(text, marking))) },
    tags: [
      search.synonymsTag(ctx.site.id),
      ...asked.flatMap(({ type }) => [search.searchTag(type.id), `type:${type.id}`]),
    ],
    until,
  })
}

/** Its title, and what the words may stand in, as far as the caller may read it. */
function shownFields(type: ModelType, readable: Readable): string[] {
  const { fields, titleField } = type.definition
  const visible = visibleFields(type, readable)
  const shown = fields.filter((field) => visible(field.key) && (field.searchable || field.key === titleField))
  return ['key', 'number', 'publishedAt', ...shown.map((field) => field.key)]
}

type Shown = { entry: Record<string, unknown>; text: string }

async function shownOf(ctx: Ctx, prepared: Prepared, ids: string[]): Promise<[string, Shown][]> {
  if (ids.length === 0) return []
  const { bound, type } = prepared
  const one = delivered({ ...prepared, bound: { ...bound, size: ids.length, after: null, sort: [] } })
  const { rows, near } = await deliveredPage(ctx, listOf(ctx, one, ids))
  const { entries } = await renderAll(ctx, one, rows, near)
  const { titleField } = type.definition
  return rows.map((row, i) => {
    const { id, key, number, publishedAt, [titleField ?? '']: title = null } = entries[i]!
    const entry = { id, type: type.definition.key, key, number, title, publishedAt }
    return [row.id, { entry, text: textShown(one, row) }]
  })
}

/** A type that is named must be there; one that goes later is left out. */
async function check(ctx: Ctx, endpoint: EndpointSettings): Promise<FieldError[]> {
  const model = await modelOf(ctx)
  const types = endpoint.types ?? []
  return [
    ...(types.length === 0 ? [{ path: '/types', code: 'required' }] : []),
    ...types.flatMap((key, i) =>
      model.type(key) ? [] : [{ path: `/types/${i}`, code: 'type_unknown', params: { key } }],
    ),
    ...(['type', 'fields', 'filters', 'sorts', 'filter', 'sort', 'own', 'publish'] as const).flatMap(
      (name) => (endpoint[name] ? [{ path: `/${name}`, code: 'not_for_all' }] : []),
    ),
  ].slice(0, mostTypes)
}

const parameter = (name: string, description: string, required = false) => ({
  name,
  in: 'query',
  ...(required ? { required } : {}),
  schema: { type: 'string' },
  description,
})

export const searchAll: Operation = {
  name: 'search.all',
  label: { ja: '複数の定義をまとめて検索', en: 'Search over several types' },
  reference: operationWords['search.all'],
  method: 'GET',
  cacheable: true,
  needsType: false,
  overTypes: true,
  places: [],
  check,
  answer,
  describe: async (_ctx, endpoint) => ({
    parameters: [
      parameter('q', 'Words to look for, "phrases", -without / 探す言葉（"語句"、-除く語）', true),
      parameter('locale', 'Language / 言語'),
      parameter('page[size]', 'Hits at most / 件数'),
    ],
    reply: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string', format: 'uuid' },
          type: { type: 'string', enum: endpoint.types ?? [] },
          key: { type: ['string', 'null'] },
          number: { type: 'integer' },
          title: {},
          publishedAt: { type: ['string', 'null'], format: 'date-time' },
        },
      },
    },
  }),
}
