import type { Field } from '../definition.ts'
import { typeOf } from '../fields/index.ts'
import { issue, pointerPart, type Issue } from '../issue.ts'
import { costs, limits } from '../limits.ts'
import type { Filter, ParsedQuery } from './ast.ts'
import { bindFilter, resolve, type Binding } from './bind-filter.ts'
import { decodeCursor } from './cursor.ts'
import {
  attributes,
  type BoundFilter,
  type BoundQuery,
  type Model,
  type ModelType,
  type Selection,
  type SortKey,
} from './model.ts'

export type BindOptions = {
  model: Model
  type: ModelType
  audience: 'delivery' | 'management'
  locales: readonly string[]
  defaultLocale: string
  /** What an endpoint allows; nothing: everything that the audience may see. */
  allow?: {
    fields?: readonly string[] | undefined
    filters?: readonly string[] | undefined
    sorts?: readonly string[] | undefined
  }
  readable?: ((type: ModelType, field: string) => boolean) | undefined
  /** Of the site: where a day begins. */
  timeZone?: string | undefined
  /** Conditions that hold besides the caller's: an endpoint's fixed filter. */
  fixed?: Filter | undefined
  defaultSort: string
  defaultSize?: number | undefined
  maxSize?: number | undefined
}

export type Bound = { query: BoundQuery; issues: [] } | { query: undefined; issues: Issue[] }

/** A query with everything looked up, ready to become SQL. Unknown fields and parameters are issues that name them. */
export function bindQuery(parsed: ParsedQuery, options: BindOptions): Bound {
  const binding: Binding = { ...options, allowed: options.allow?.filters, issues: [], cost: 0 }
  const { type } = options
  const filter = bothFilters(parsed, options, binding)
  const sort = bindSort(
    parsed.sort ?? options.defaultSort.split(','),
    parsed.sort ? options.allow?.sorts : undefined,
    type,
    binding,
  )
  const selection = select(parsed.fields, options, binding)
  const size = sizeOf(parsed.size, options, binding.issues)
  const locale = parsed.locale ?? options.defaultLocale
  if (!options.locales.includes(locale))
    binding.issues.push(issue('/locale', 'locale_unknown', { locales: options.locales.join(', ') }))
  for (const name of Object.keys(parsed.other))
    binding.issues.push(issue(`/${pointerPart(name)}`, 'parameter_unknown', { name: name.slice(0, 100) }))
  const after = parsed.after === undefined ? null : decodeCursor(parsed.after, sort)
  if (after === undefined) binding.issues.push(issue('/page/after', 'bad_cursor'))
  if (binding.cost > limits.queryCost) {
    binding.issues.push(issue('', 'query_too_costly', { cost: binding.cost, limit: limits.queryCost }))
  }
  if (binding.issues.length > 0) return { query: undefined, issues: binding.issues.slice(0, 20) }
  const query: BoundQuery = {
    type,
    filter,
    sort,
    selection,
    size,
    after: after ?? null,
    count: parsed.count ?? null,
    locale,
    fallback: parsed.fallback === 'none' ? null : options.defaultLocale,
    cost: binding.cost,
  }
  return { query, issues: [] }
}

function bothFilters(parsed: ParsedQuery, options: BindOptions, binding: Binding): BoundFilter | null {
  const own = parsed.filter ? bindFilter(parsed.filter, options.type, binding) : null
  if (!options.fixed) return own
  // The owner of the site set this one: it may use any field, and costs the caller nothing.
  const free: Binding = {
    ...binding,
    allowed: undefined,
    readable: undefined,
    audience: 'management',
    cost: 0,
  }
  const fixed = bindFilter(options.fixed, options.type, free)
  return own ? { and: [fixed, own] } : fixed
}

function bindSort(
  names: readonly string[],
  allowed: readonly string[] | undefined,
  type: ModelType,
  binding: Binding,
): SortKey[] {
  if (names.length > limits.sortKeys) {
    binding.issues.push(issue('/sort', 'too_many_sort_keys', { count: names.length, limit: limits.sortKeys }))
    return []
  }
  return names.flatMap((text) => {
    const descending = text.startsWith('-')
    const name = descending ? text.slice(1) : text
    const at = `/sort/${pointerPart(name)}`
    if (allowed && !allowed.includes(name))
      return refused(binding, at, 'sort_not_allowed', { path: name.slice(0, 100) })
    if (name.includes('.')) return refused(binding, at, 'sort_over_relation', { path: name.slice(0, 100) })
    const target = resolve(name, type, binding, at)?.targets[0]
    if (!target) return []
    const sortable =
      target.kind === 'attribute'
        ? attributes[target.name].sortable
        : target.kind === 'column' && typeOf(target.field).sortable
    return sortable
      ? [{ target, descending, name }]
      : refused(binding, at, 'not_sortable', { path: name.slice(0, 100) })
  })
}

function refused(binding: Binding, at: string, code: string, params: Issue['params']): [] {
  binding.issues.push(issue(at, code, params))
  return []
}

function sizeOf(size: number | undefined, options: BindOptions, issues: Issue[]): number {
  const most = Math.min(options.maxSize ?? limits.pageSize, limits.pageSize)
  const wanted = size ?? Math.min(options.defaultSize ?? limits.pageSizeDefault, most)
  if (wanted >= 1 && wanted <= most) return wanted
  issues.push(issue('/page/size', 'page_size', { size: wanted, limit: most }))
  return most
}

/** `fields=title,author.name`: nothing asked for means every field that may be seen, with relations as ids. */
function select(names: readonly string[] | undefined, options: BindOptions, binding: Binding): Selection {
  const { type, allow, audience } = options
  const may = (of: ModelType, key: string) => {
    const field = of.definition.fields.find((one) => one.key === key)
    return field &&
      !(field.neverDelivered && audience === 'delivery') &&
      (options.readable?.(of, key) ?? true)
      ? field
      : undefined
  }
  if (!names) {
    // What is read from the other side is another question to the database: only for those who ask for it.
    const unasked = type.definition.fields.filter((field) => field.type !== 'reverse')
    const keys = allow?.fields ? allow.fields : unasked.map((field) => field.key)
    return keys.reduce((selection, path) => put(selection, path, type, may, binding, true), empty(null))
  }
  if (names.length > limits.selectedFields)
    binding.issues.push(issue('/fields', 'too_many_items', { limit: limits.selectedFields }))
  const selection = empty(new Set(['id', 'type']))
  for (const path of names.slice(0, limits.selectedFields)) {
    if (path === '') continue
    const covered = !allow?.fields || plainAttributes.has(path) || allow.fields.includes(path)
    if (!covered)
      binding.issues.push(
        issue(`/fields/${pointerPart(path)}`, 'field_not_allowed', { path: path.slice(0, 100) }),
      )
    else put(selection, path, type, may, binding, false)
  }
  return selection
}

const empty = (names: Set<string> | null): Selection => ({ attributes: names, fields: new Map() })
const plainAttributes = new Set([
  'id',
  'type',
  'key',
  'number',
  'locale',
  'version',
  'status',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'parent',
  'position',
])

/** Who may not read a relation may not read its other side. */
function isReadable({ type, field }: NonNullable<Field['of']>, may: May, binding: Binding): boolean {
  const from = binding.model.type(type)
  return from !== undefined && may(from, field)?.type === 'relation'
}

type May = (of: ModelType, key: string) => Field | undefined

function put(
  selection: Selection,
  path: string,
  type: ModelType,
  may: May,
  binding: Binding,
  quiet: boolean,
): Selection {
  const [name = '', ...rest] = path.split('.')
  const at = `/fields/${pointerPart(path)}`
  const miss = () => {
    if (!quiet) binding.issues.push(issue(at, 'path_unknown', { path: path.slice(0, 100) }))
    return selection
  }
  if (rest.length === 0 && plainAttributes.has(name)) {
    selection.attributes?.add(name)
    return selection
  }
  const field = may(type, name)
  if (!field || (field.of && !isReadable(field.of, may, binding))) return miss()
  if (rest.length === 0) {
    if (!selection.fields.has(name)) selection.fields.set(name, null)
    return selection
  }
  if (field.type !== 'relation' && !field.of) return miss()
  if (rest.length > limits.hops) {
    binding.issues.push(issue(at, 'too_many_hops', { hops: rest.length, limit: limits.hops }))
    return selection
  }
  const targets = (field.of ? [field.of.type] : (field.to ?? [])).flatMap(
    (key) => binding.model.type(key) ?? [],
  )
  const known = targets.filter((target) => plainAttributes.has(rest[0]!) || may(target, rest[0]!))
  if (known.length === 0) return miss()
  const inner = selection.fields.get(name) ?? empty(new Set(['id', 'type']))
  if (!selection.fields.get(name)) binding.cost += costs.relationLevel
  for (const target of known) put(inner, rest.join('.'), target, may, binding, true)
  selection.fields.set(name, inner)
  return selection
}
