import { typeOf } from '@dozo/content-model/fields/index'
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { sharedLocale } from '@dozo/content-model/columns'
import type { Aggregate, Group, Measure } from '@dozo/content-model/query/aggregate'
import type { Target } from '@dozo/content-model/query/model'
import { valueSql, visible, type Place } from './filter-sql.ts'
import { conditions, placeOf, type ListQuery } from './list-sql.ts'

/** Groups as `g0`, `g1`, the count, and measures as `m0`, `m1`, … in the order they were asked for. */
export type AggregateRow = { count: number } & Record<string, unknown>

const formats = { year: 'YYYY', month: 'YYYY-MM', day: 'YYYY-MM-DD' } as const

/** One row per group, one more than the page holds. Whatever has several values, such as tags, counts once in each. */
export function aggregateSql(
  query: ListQuery,
  { groups, measures, order }: Aggregate,
  timeZone: string,
): Sql {
  const place = placeOf(query)
  const told = [
    ...groups.map((group, n) => sql`${groupSql(group, n, place, timeZone)} as ${raw(`g${n}`)}`),
    sql`count(*)::int as count`,
    ...measures.map((measure, n) => sql`${measureSql(measure)} as ${raw(`m${n}`)}`),
  ]
  return sql`
    select ${join(told, ', ')}
    from entry_index i
      join entries e on e.site_id = i.site_id and e.id = i.entry_id
      ${join([empty, ...groups.map((group, n) => joinSql(group, n, place))], ' ')}
    where ${conditions(query, place)}
    ${groups.length === 0 ? empty : sql`group by ${join(groups.map((_, n) => raw(`g${n}`)))}`}
    order by ${orderSql({ groups, order })}
    limit ${query.bound.size + 1}
  `
}

function orderSql({ groups, order }: Pick<Aggregate, 'groups' | 'order'>): Sql {
  const way = raw(order.descending ? 'desc nulls last' : 'asc nulls last')
  const by = raw(order.by === 'count' ? 'count' : `g${order.by}`)
  const rest = groups.map((_, n) => raw(`g${n} nulls last`))
  return join([sql`${by} ${way}`, ...rest], ', ')
}

function groupSql({ target, unit }: Group, n: number, place: Place, timeZone: string): Sql {
  if (target.kind === 'refs') return raw(`r${n}.value`)
  const column = columnOf(target)
  if (pointer(target)) return raw(`p${n}.id`)
  if (unit) {
    // A day of the calendar is the same day everywhere; a moment is a day of the site.
    const zone = target.kind === 'column' && target.field.type === 'date' ? 'UTC' : timeZone
    return sql`to_char(${column} at time zone ${zone}, ${formats[unit]})`
  }
  // The index holds texts folded, for comparing.
  if (target.kind === 'column' && typeOf(target.field).isFolded)
    return valueSql(target.type, target.field, place, 'i')
  return column
}

/** A column that holds the id of another entry. */
const pointer = (target: Target): boolean =>
  (target.kind === 'attribute' && target.name === 'parent') ||
  (target.kind === 'column' && target.field.type === 'relation')

const columnOf = (target: Target): Sql => {
  if (target.kind === 'attribute' || target.kind === 'column') return raw(`i.${target.column}`)
  throw new Error('no column to group by')
}

/** What readers cannot see must not show as a group: an entry that points to a draft points to nothing. */
function joinSql({ target }: Group, n: number, place: Place): Sql {
  const live = (alias: string) => sql`${raw(alias)}.live is not null and ${visible(place, alias)}`
  if (pointer(target)) {
    const other = `p${n}`
    return sql`left join entries ${raw(other)} on ${raw(other)}.site_id = i.site_id
      and ${raw(other)}.id = ${columnOf(target)}::uuid and ${live(other)}`
  }
  if (target.kind !== 'refs') return empty
  const seen =
    target.field.type !== 'relation'
      ? empty
      : sql`and exists (
          select from entries t where t.site_id = ${place.siteId} and t.id = r.value::uuid and ${live('t')}
        )`
  return sql`left join lateral (
    select distinct r.value
    from entry_refs r
    where r.site_id = ${place.siteId} and r.type_id = i.type_id and r.stage = ${place.stage} and r.field = ${target.field.key}
      and r.locale in (${sharedLocale}, ${place.locale}) and r.entry_id = i.entry_id ${seen}
  ) ${raw(`r${n}`)} on true`
}

const measureSql = ({ kind, target }: Measure): Sql => sql`${raw(kind)}(${columnOf(target)})`
