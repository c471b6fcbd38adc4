import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { indexLocales } from '@dozo/content-model/columns'
import type { BoundFilter, BoundQuery, SortKey } from '@dozo/content-model/query/model'
import type { Statement } from '#platform/db/query.ts'
import { attributesSql } from './live-columns.ts'
import type { Source } from './render.ts'
import { castOf, filterSql, visible, type Place, type Stage } from './filter-sql.ts'
import { hasSortValue, namesOne, onlyBounds } from './walk.ts'

export type ListRow = {
  id: string
  s0: string | number | Date | null
  s1: string | number | Date | null
  s2: string | number | Date | null
}
/** With what readers get; only the attributes that were asked for are there. */
export type DeliveredRow = ListRow & Source

export type ListQuery = {
  bound: BoundQuery
  stage: Stage
  siteId: string
  now: Date
  /** Conditions of the caller's rights. */
  access: BoundFilter | null
  /** Only these entries (found by search). */
  among?: readonly string[] | undefined
  /** What lies just before the cursor, the nearest first. */
  backwards?: boolean
  /** For readers: the live copy and these attributes (null: all). */
  delivers?: ReadonlySet<string> | null
}

/** As it is read: how many a condition finds is another number for each value. */
export const toRead = ({ bound, access, among }: ListQuery, { text, values }: Statement): Statement => ({
  text,
  values,
  planned: (bound.filter ?? access ?? among) ? 'each' : undefined,
})

/**
 * As a page is read: where one entry is named, and where conditions only say from where to where the order is walked, the values change
 * nothing about the way.
 */
export function toWalk(query: ListQuery, { text, values }: Statement): Statement {
  const { filter, sort } = query.bound
  const walked = !query.access && !query.among && (!filter || onlyBounds(filter, sort[0]))
  return walked || (filter && namesOne(filter))
    ? { text, values, planned: 'once' }
    : toRead(query, { text, values })
}

/** The language asked for, also where the type itself has nothing localised: what its relations lead to may have. */
export const placeOf = ({ bound, stage, siteId, now }: ListQuery): Place => ({
  siteId,
  stage,
  locale: bound.locale,
  fallback: bound.fallback,
  now,
})

export function conditions(query: ListQuery, place: Place): Sql {
  const { bound } = query
  const [locale = place.locale] = indexLocales(bound.type.definition, [place.locale])
  const parts = [
    sql`i.site_id = ${query.siteId} and i.type_id = ${bound.type.id} and i.stage = ${query.stage} and i.locale = ${locale}`,
    ...(query.stage === 'live' ? [visible(place, 'i')] : []),
    ...(bound.fallback === null ? [sql`i.own`] : []),
    ...(bound.filter ? [filterSql(bound.filter, place)] : []),
    ...(query.access ? [filterSql(query.access, place)] : []),
    ...(query.among ? [sql`i.entry_id = any (${query.among}::uuid[])`] : []),
  ]
  return join(parts, ' and ')
}

const order = ({ target }: SortKey): Sql => {
  if (target.kind !== 'attribute' && target.kind !== 'column') throw new Error('not a sortable target')
  return raw(`i.${target.column}`)
}

const mayBeEmpty = (key: SortKey, stage: Stage): boolean =>
  key.target.kind === 'column' ||
  (key.target.kind === 'attribute' &&
    (key.name === 'key' || (key.name === 'publishedAt' && stage === 'work')))

/**
 * One page. Entries with a value in the first sort key come first, in index order; then those without. Each half is a walk along an
 * index that stops at the page's end, so that the last page of a million costs as much as the first.
 */
export function listSql(query: ListQuery): Sql {
  const { bound, stage, backwards = false } = query
  const place = placeOf(query)
  const where = conditions(query, place)
  const [first] = bound.sort
  const half = (part: 'full' | 'empty' | 'all'): Sql => {
    const beside = backwards ? beforeSql(bound, part) : afterSql(bound, part)
    const presence =
      part === 'all' || !first
        ? empty
        : part === 'full'
          ? sql`and ${order(first)} is not null`
          : sql`and ${order(first)} is null`
    return sql`
      select i.entry_id as id, ${keys(bound)}
      from ${indexed}
      where ${where} ${presence} ${beside}
      order by ${orderBy(bound, part, backwards)}
      limit ${bound.size + 1}
    `
  }
  if (!first || !mayBeEmpty(first, stage) || (bound.filter && hasSortValue(bound.filter, first)))
    return delivered(query, half('all'))
  const amongEmpty = bound.after?.values[0] === null
  if (amongEmpty !== backwards) return delivered(query, half(backwards ? 'full' : 'empty'))
  const [near, far] = backwards ? (['empty', 'full'] as const) : (['full', 'empty'] as const)
  return delivered(query, sql`(${half(near)}) union all (${half(far)}) limit ${bound.size + 1}`)
}

/** Each row of the index has its entry; by `left` PostgreSQL may leave the entries aside unless a condition asks for what is in them. */
const indexed = raw('entry_index i left join entries e on e.site_id = i.site_id and e.id = i.entry_id')

const keys = (bound: BoundQuery): Sql =>
  join(
    [0, 1, 2].map((n) => {
      const key = bound.sort[n]
      return key ? sql`${order(key)} as ${raw(`s${n}`)}` : raw(`null::text as s${n}`)
    }),
  )

/** What readers get of those that were found, and of no others: of ninety that match, twenty are looked up. */
function delivered({ siteId, delivers }: ListQuery, found: Sql): Sql {
  // The console reads whole entries by their ids.
  if (delivers === undefined) return found
  // Unpacked here, once: each look into a packed value would unpack it again.
  return sql`
    select ${attributesSql(delivers, 'e')}, e.live || '{}'::jsonb as live, page.s0, page.s1, page.s2
    from (select found.*, row_number() over () as place from (${found}) found) page
      join entries e on e.site_id = ${siteId} and e.id = page.id
    order by page.place
  `
}

function orderBy(bound: BoundQuery, part: 'full' | 'empty' | 'all', backwards: boolean): Sql {
  const keys = bound.sort.slice(part === 'empty' ? 1 : 0)
  const direction = (descending: boolean) => raw(descending === backwards ? 'asc' : 'desc')
  const parts = keys.map((key, n) => {
    const way = direction(key.descending)
    const known = n === 0 && part !== 'empty'
    return known
      ? sql`${order(key)} ${way}`
      : sql`(${order(key)} is null) ${direction(false)}, ${order(key)} ${way}`
  })
  return join([...parts, sql`i.entry_id ${direction(bound.sort[0]?.descending ?? false)}`], ', ')
}

/** Everything behind the cursor. */
function afterSql(bound: BoundQuery, part: 'full' | 'empty' | 'all'): Sql {
  const { after } = bound
  // A cursor among the full ones: all of the empty ones are still to come.
  if (!after || (part === 'empty' && after.values[0] !== null)) return empty
  return sql`${startSql(bound, part, false)} and ${behindSql(bound, after, part)}`
}

/** Everything before the cursor: all that is neither behind it nor it. */
function beforeSql(bound: BoundQuery, part: 'full' | 'empty' | 'all'): Sql {
  const { after } = bound
  // A cursor among the empty ones: all of the full ones come before.
  if (!after || (part === 'full' && after.values[0] === null)) return empty
  return sql`${startSql(bound, part, true)} and i.entry_id <> ${after.id} and (${behindSql(bound, after, part)}) is not true`
}

/** Key by key, empty values behind all others. */
function behindSql(
  bound: BoundQuery,
  after: NonNullable<BoundQuery['after']>,
  part: 'full' | 'empty' | 'all',
): Sql {
  const skip = part === 'empty' ? 1 : 0
  const keys = bound.sort.slice(skip)
  const values = after.values.slice(skip)
  const behindId = bound.sort[0]?.descending ? sql`i.entry_id < ${after.id}` : sql`i.entry_id > ${after.id}`
  return keys.reduceRight<Sql>((rest, key, n) => {
    const value = values[n] ?? null
    const name = order(key)
    if (value === null) return sql`(${name} is null and ${rest})`
    const cast = raw(castOf(key.target, value))
    const sign = raw(key.descending ? '<' : '>')
    const emptyBehind = n === 0 && part !== 'empty' ? empty : sql` or ${name} is null`
    return sql`(${name} ${sign} ${value}::${cast} or (${name} = ${value}::${cast} and ${rest})${emptyBehind})`
  }, behindId)
}

/** The bound of the first key once more in plain form, so that the walk along the index starts there. */
function startSql(bound: BoundQuery, part: 'full' | 'empty' | 'all', backwards: boolean): Sql {
  const [key] = bound.sort
  const value = bound.after?.values[0] ?? null
  if (part === 'empty' || !key || value === null) return empty
  const sign = raw(key.descending === backwards ? '>=' : '<=')
  return sql`and ${order(key)} ${sign} ${value}::${raw(castOf(key.target, value))}`
}

/**
 * `most`: no further than this is counted, on the way that the list itself takes. Without an order PostgreSQL would rather read the table
 * from somewhere in its middle, and keep nothing of it.
 */
export function countSql(query: ListQuery, most?: number): Sql {
  const { bound, stage } = query
  const [first] = bound.sort
  const way = first && !mayBeEmpty(first, stage) ? sql`order by ${orderBy(bound, 'all', false)}` : empty
  return sql`
    select count(*)::int as count
    from (${foundSql(query)} ${most === undefined ? empty : sql`${way} limit ${most}`}) found
  `
}

/** A row without columns for each that is found. */
export const foundSql = (query: ListQuery): Sql =>
  sql`select from ${indexed} where ${conditions(query, placeOf(query))}`

/** Ids of all that match, in the order in which they are locked. */
export const idsSql = (query: ListQuery, limit: number): Sql => sql`
  select i.entry_id
  from ${indexed}
  where ${conditions(query, placeOf(query))}
  order by i.entry_id
  limit ${limit}
`
