import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { sharedLocale } from '@dozo/content-model/columns'
import type { Field } from '@dozo/content-model/definition'
import { isLocalized } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { sortKey } from '@dozo/content-model/field-type'
import type { Operand } from '@dozo/content-model/query/ast'
import type { BoundFilter, Leaf, ModelType, Target } from '@dozo/content-model/query/model'

export type Stage = 'work' | 'live'

/** Where conditions are asked: one site, one stage, one language. `now` decides what is visible. */
export type Place = { siteId: string; stage: Stage; locale: string; fallback: string | null; now: Date }

/** Names of tables in a statement; only ours ever come here. */
type Alias = 'i' | 'h1' | 'h2' | 'h3'
const aliases: Alias[] = ['i', 'h1', 'h2', 'h3']
const column = (alias: Alias, name: string): Sql => raw(`${alias}.${name}`)

/** One SQL text per shape of the filter: values are always parameters. */
export function filterSql(filter: BoundFilter, place: Place, depth = 0): Sql {
  if ('and' in filter) return list(filter.and, ' and ', place, depth, sql`true`)
  if ('or' in filter) return list(filter.or, ' or ', place, depth, sql`false`)
  if ('not' in filter) return sql`(${filterSql(filter.not, place, depth)}) is not true`
  return leafSql(filter, place, depth)
}

function list(parts: BoundFilter[], by: string, place: Place, depth: number, nothing: Sql): Sql {
  if (parts.length === 0) return nothing
  return sql`(${join(
    parts.map((part) => filterSql(part, place, depth)),
    by,
  )})`
}

function leafSql(leaf: Leaf, place: Place, depth: number): Sql {
  const [hop, ...rest] = leaf.hops
  if (!hop) {
    const conditions = leaf.targets.map((target) => targetSql(target, leaf, place, aliases[depth]!))
    return conditions.length === 1 ? conditions[0]! : sql`(${join(conditions, ' or ')})`
  }
  const from = aliases[depth]!
  const to = aliases[depth + 1]!
  const next = leafSql({ ...leaf, hops: rest }, place, depth + 1)
  return sql`exists (
    select
    from entry_refs r
      join entry_index ${raw(to)} on ${column(to, 'site_id')} = ${place.siteId} and ${column(to, 'entry_id')} = r.value::uuid
        and ${column(to, 'stage')} = ${place.stage} and ${column(to, 'locale')} in (${sharedLocale}, ${place.locale})
    where r.site_id = ${place.siteId} and r.entry_id = ${column(from, 'entry_id')} and r.stage = ${place.stage}
      and r.field = ${hop.field.key} and r.relation and ${visible(place, to)}
      and ${next}
  )`
}

/** Live and inside its window. The work stage has no window. */
export function visible(place: Pick<Place, 'stage' | 'now'>, alias: string): Sql {
  if (place.stage === 'work') return sql`true`
  const name = raw(alias)
  return sql`(${name}.live_from is null or ${name}.live_from <= ${place.now})
    and (${name}.live_until is null or ${name}.live_until > ${place.now})`
}

function targetSql(target: Target, leaf: Leaf, place: Place, alias: Alias): Sql {
  if (target.kind === 'attribute') {
    return compare(column(alias, target.column), leaf.op, leaf.value, castOf(target, leaf.value))
  }
  const sameType = sql`${column(alias, 'type_id')} = ${target.type.id}`
  const own = leaf.targets.length > 1 || leaf.hops.length > 0 || alias !== 'i' ? sql`${sameType} and ` : empty
  if (target.kind === 'reverse') return sql`(${own}${reverseSql(target, leaf, place, alias)})`
  if (target.kind === 'refs') return sql`(${own}${refsSql(target.field, leaf, place, alias)})`
  if (target.kind === 'values')
    return sql`(${own}${valuesSql(target.type, target.field, leaf, place, alias)})`
  return sql`(${own}${columnSql(target, leaf, place, alias)})`
}

function columnSql(target: Extract<Target, { kind: 'column' }>, leaf: Leaf, place: Place, alias: Alias): Sql {
  const name = column(alias, target.column)
  const { field } = target
  if (target.value !== 'text') return compare(name, leaf.op, leaf.value, castOf(target, leaf.value))
  if (!typeOf(field).isFolded) return compare(name, leaf.op, leaf.value, 'text')
  // Whether there is a value is asked with true or false, which are not texts to look for.
  if (leaf.op === 'exists') return compare(name, leaf.op, leaf.value, 'text')
  const keyed = mapOperand(leaf.value, (text) => sortKey(String(text)))
  if (leaf.op === 'contains') {
    return sql`position(${keyed} in lower(normalize(${valueSql(target.type, field, place, alias)}, nfkc))) > 0`
  }
  const byKey = compare(name, leaf.op, keyed, 'text')
  // Keys fold case and width and are cut: equality is asked again of the whole value.
  if (leaf.op === 'eq' || leaf.op === 'in')
    return sql`(${byKey} and ${compare(valueSql(target.type, field, place, alias), leaf.op, leaf.value, 'text')})`
  if (leaf.op === 'ne' || leaf.op === 'nin')
    return compare(valueSql(target.type, field, place, alias), leaf.op, leaf.value, 'text')
  return byKey
}

/** The whole value out of the entry, in the language asked for. The statement's own entry is joined as `e`; others are looked up. */
export function valueSql(type: ModelType, field: Field, place: Place, alias: Alias): Sql {
  const copy =
    alias === 'i'
      ? raw(`e.${place.stage}`)
      : sql`(select x.${raw(place.stage)} from entries x where x.site_id = ${place.siteId} and x.id = ${column(alias, 'entry_id')})`
  if (!field.localized || !isLocalized(type.definition)) return sql`${copy} ->> ${field.key}`
  const own = sql`${copy} -> ${field.key} ->> ${place.locale}`
  return place.fallback === null ? own : sql`coalesce(${own}, ${copy} -> ${field.key} ->> ${place.fallback})`
}

function valuesSql(type: ModelType, field: Field, leaf: Leaf, place: Place, alias: Alias): Sql {
  const value = valueSql(type, field, place, alias)
  if (leaf.op === 'contains') return sql`position(lower(${String(leaf.value)}) in lower(${value})) > 0`
  if (leaf.op === 'exists') return compare(value, leaf.op, leaf.value, 'text')
  return compare(value, leaf.op, mapOperand(leaf.value, String), 'text')
}

function refsSql(field: Field, leaf: Leaf, place: Place, alias: Alias): Sql {
  const values = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]).map(String)
  const negative = leaf.op === 'ne' || leaf.op === 'nin' || (leaf.op === 'exists' && leaf.value === false)
  const wanted = leaf.op === 'exists' ? empty : sql`and r.value = any (${values}::text[])`
  const found = sql`exists (
    select
    from entry_refs r
    where r.site_id = ${place.siteId} and r.type_id = ${column(alias, 'type_id')} and r.stage = ${place.stage}
      and r.field = ${field.key} and r.locale in (${sharedLocale}, ${place.locale})
      and r.entry_id = ${column(alias, 'entry_id')} ${wanted}
  )`
  return negative ? sql`not ${found}` : found
}

/** How many point here. Whether anything does is answered by the first. */
function reverseSql(
  { from, by }: Extract<Target, { kind: 'reverse' }>,
  leaf: Leaf,
  place: Place,
  alias: Alias,
): Sql {
  const locale = isLocalized(from.definition) ? place.locale : sharedLocale
  const rows = sql`
    from entry_refs r
      join entry_index v on v.site_id = ${place.siteId} and v.type_id = ${from.id} and v.stage = ${place.stage}
        and v.locale = ${locale} and v.entry_id = r.entry_id
    where r.site_id = ${place.siteId} and r.type_id = ${from.id} and r.stage = ${place.stage} and r.field = ${by.key}
      and r.locale = ${by.localized ? place.locale : sharedLocale} and r.value = ${column(alias, 'entry_id')}::text
      and r.relation and ${visible(place, 'v')}
  `
  if (leaf.op === 'exists')
    return leaf.value === true ? sql`exists (select ${rows})` : sql`not exists (select ${rows})`
  return compare(sql`(select count(*)::float8 ${rows})`, leaf.op, leaf.value, 'float8')
}

type Cast = 'text' | 'uuid' | 'timestamptz' | 'float8' | 'bigint'

/**
 * The type in which a column is compared. Numbers and positions of entries are whole: beside a fraction PostgreSQL would turn each of them
 * into one, and read all instead of looking them up.
 */
export function castOf(target: Target, operand: Operand): Cast {
  const kind = target.kind === 'attribute' || target.kind === 'column' ? target.value : 'text'
  if (kind === 'id') return 'uuid'
  if (kind === 'date') return 'timestamptz'
  if (kind === 'text') return 'text'
  const whole = target.kind === 'attribute' && [operand].flat().every(Number.isSafeInteger)
  return whole ? 'bigint' : 'float8'
}

function compare(left: Sql, op: Leaf['op'], value: Operand, cast: Cast): Sql {
  const type = raw(cast)
  switch (op) {
    case 'exists':
      return value === true ? sql`${left} is not null` : sql`${left} is null`
    case 'in':
      return sql`${left} = any (${value}::${type}[])`
    case 'nin':
      return sql`(${left} = any (${value}::${type}[])) is not true`
    case 'ne':
      return sql`${left} is distinct from ${value}::${type}`
    case 'startsWith':
      return sql`starts_with(${left}, ${value}::text)`
    case 'contains':
      return sql`position(${value}::text in ${left}) > 0`
    default:
      return sql`${left} ${raw(orders[op])} ${value}::${type}`
  }
}

const orders = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

const mapOperand = (value: Operand, map: (one: unknown) => string): Operand =>
  Array.isArray(value) ? value.map(map) : map(value)
