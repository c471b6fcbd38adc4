// A call of a reading endpoint as a question: what the caller sent, within what the endpoint and the caller's rights allow.
import { ordersByHand } from '@dozo/content-model/order'
import { limits } from '@dozo/content-model/limits'
import type { ParsedQuery } from '@dozo/content-model/query/ast'
import { bindQuery } from '@dozo/content-model/query/bind'
import type { BoundQuery, ModelType } from '@dozo/content-model/query/model'
import { parseFilter, parseQueryJson } from '@dozo/content-model/query/parse-json'
import { parseQueryString } from '@dozo/content-model/query/parse-string'
import type { Ctx } from '#platform/ctx.ts'
import { notFound, Problem } from '#platform/errors.ts'
import type { EndpointSettings, OperationCall, OperationReply } from '#platform/operation.ts'
import { isUuid } from '#lib/uuid.ts'
import { typesTag, type SiteModel } from '#features/content-types/service.ts'
import { accessTo, type Access } from './access.ts'
import { askable } from './operation-parameters.ts'
import type { Delivered, Named } from './read-live.ts'

export type Prepared = { type: ModelType; model: SiteModel; access: Access | null; bound: BoundQuery }

/** Throws 400 that names the parameter. */
export function prepare(
  ctx: Ctx,
  model: SiteModel,
  endpoint: EndpointSettings,
  parsed: ParsedQuery,
): Prepared {
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
    timeZone: ctx.site.timeZone,
    readable: access ? readableWith(ctx, type, model, access) : undefined,
    fixed: fixedFilter(endpoint),
    defaultSort: endpoint.sort ?? (ordersByHand(type.definition) ? 'position' : '-publishedAt'),
    defaultSize: endpoint.pageSize ?? undefined,
    maxSize: endpoint.maxPageSize ?? undefined,
  })
  if (!bound.query) throw new Problem(400, 'bad_query', { errors: bound.issues })
  return { type, model, access, bound: bound.query }
}

export const readableWith =
  (ctx: Ctx, type: ModelType, model: SiteModel, access: Access) => (of: ModelType, field: string) => {
    const own = of.id === type.id ? access : accessTo(ctx, 'entries.read', of, model)
    return own.allowed && own.readable(field) && (of.id === type.id || own.filter === null)
  }

export function fixedFilter(endpoint: EndpointSettings) {
  if (!endpoint.filter) return undefined
  const parsed = parseFilter(endpoint.filter)
  // It was checked when it was saved; a field may have gone since. Then nothing is shown rather than too much.
  return 'issues' in parsed ? { or: [] } : parsed.filter
}

export function parse(call: OperationCall): ParsedQuery {
  const { query, issues } =
    call.body === undefined ? parseQueryString(call.search) : parseQueryJson(call.body)
  if (issues.length > 0) throw new Problem(400, 'bad_query', { errors: issues })
  return query
}

export const delivered = (prepared: Prepared): Delivered => ({
  ...prepared,
  accessFilter: prepared.access?.filter ?? null,
  readable: prepared.access?.readable ?? (() => true),
})

/** The question without the parameters that this operation does not know; those are refused by name. */
export function without(
  names: readonly ('filter' | 'fields' | 'sort' | 'size' | 'after' | 'count')[],
  parsed: ParsedQuery,
) {
  const refused = names.filter((name) => parsed[name] !== undefined).map((name) => [name, ''])
  const rest = { ...parsed, other: { ...parsed.other, ...Object.fromEntries(refused) } }
  for (const name of names) delete rest[name]
  return rest
}

export function namedBy({ places: { id, key } }: OperationCall): Named {
  if (id !== undefined && !isUuid(id)) throw notFound()
  return id === undefined ? { key: key ?? '' } : { id }
}

/** Groups show what they are made of: only what callers may ask about and get. */
export const countable = (endpoint: EndpointSettings): readonly string[] | undefined => {
  const asked = askable(endpoint, endpoint.filters)
  const shown = askable(endpoint, null)
  return asked && shown ? asked.filter((path) => shown.includes(path)) : (asked ?? shown)
}

/** With what every answer says: what the question cost of how much it may, and what the answer depends on. */
export const said = (ctx: Ctx, { bound }: Prepared, reply: OperationReply): OperationReply => ({
  ...reply,
  headers: { ...reply.headers, 'x-query-cost': `${bound.cost}; limit=${limits.queryCost}` },
  tags: [...reply.tags, typesTag(ctx.site.id)],
})
