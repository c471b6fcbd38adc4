import sql, { join, raw, type Sql } from 'sql-template-tag'
import { sharedLocale } from '@dozo/content-model/columns'
import { fieldOf } from '@dozo/content-model/definition'
import type { BoundQuery, ModelType, Selection } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import type { Statement } from '#platform/db/query.ts'
import { castOf } from './filter-sql.ts'
import { listSql, toWalk, type DeliveredRow, type ListQuery } from './list-sql.ts'
import { attributesSql, flatSql, namesOf, someSql, valueSql } from './live-columns.ts'
import { leadsOn, shows, type Language, type Source } from './render.ts'

/** An entry that a relation leads to, with its type. */
export type NearRow = Source & { type_id: string }

/**
 * One page and one row more, as readers get it, and the live entries that its relations lead to, in one statement: a second message
 * would cost more than all the work in it (2026-11).
 */
export async function deliveredPage(
  ctx: Ctx,
  listed: ListQuery,
): Promise<{ rows: DeliveredRow[]; near: NearRow[] }> {
  const all = await ctx.read<DeliveredRow & { type_id: string | null }>(statementOf(listed))
  return {
    rows: all.filter((row) => row.type_id === null),
    near: all.filter((row): row is DeliveredRow & NearRow => row.type_id !== null),
  }
}

const statements = new WeakMap<BoundQuery, Statement>()
const anyMoment = new Date(0)

/** Written once for a question that comes again; only the moment is another. */
function statementOf(listed: ListQuery): Statement {
  const { bound, access, among, backwards, now } = listed
  if (access || among || backwards) return toWalk(listed, pageAndNear(listed))
  let known = statements.get(bound)
  if (!known) {
    known = toWalk(listed, pageAndNear({ ...listed, now: anyMoment }))
    statements.set(bound, known)
  }
  return { ...known, values: known.values.map((value) => (value === anyMoment ? now : value)) }
}

function pageAndNear(listed: ListQuery): Sql {
  const { type, selection, sort } = listed.bound
  const wanted = wantedOf(selection)
  const attributes = bothOf(selection.attributes, wanted.attributes)
  const flat = flatSql(type, selection, raw('live'), listed.bound)
  const pointing = [...selection.fields.keys()].flatMap((key) => {
    const field = fieldOf(type.definition, key)
    return field && leadsOn(field) ? [field] : []
  })
  const own = sql`
    with page as materialized (${listSql({ ...listed, delivers: attributes })})
    select null::uuid as type_id, ${join(namesOf(attributes).map((name) => raw(name)))},
      ${flat ?? raw('null::json')} as flat, ${flat ? raw('null::json') : raw('live::json')} as values, s0, s1, s2
    from page
  `
  const targets = [
    ...pointing.map((field) =>
      field.type === 'relation' ? idsSql(type, field.key, listed.bound) : innerIdsSql(field.key, listed),
    ),
    ...(shows('parent', type, selection)
      ? [sql`select parent_id from page where parent_id is not null`]
      : []),
  ]
  if (targets.length === 0) return own
  const noKeys = [0, 1, 2].map((n) => raw(`null::${sort[n] ? castOf(sort[n].target, null) : 'text'}`))
  // The ids are looked up as one list: joined, PostgreSQL would read all entries to show twenty.
  return sql`
    ${own}
    union all
    select e.type_id, ${attributesSql(attributes, 'e')}, null, ${someSql(wanted.keys, raw('e.live'))}, ${join(noKeys)}
    from entries e
    where e.site_id = ${listed.siteId} and ${liveNow(listed.now)}
      and e.id = any (array(${join(targets, ' union all ')}))
  `
}

/** What a field of the page points to. What is no id points to nothing. */
function idsSql(type: ModelType, key: string, language: Language): Sql {
  const value = valueSql(type, key, raw('live'), language)
  const targets = fieldOf(type.definition, key)?.many
    ? sql`page, jsonb_array_elements_text(case jsonb_typeof(${value}) when 'array' then ${value} end) target`
    : sql`(select ${value} #>> '{}' as target from page) field`
  return sql`select target::uuid from ${targets} where length(target) = 36`
}

/** What relations within a field of the page point to: they are in no place of the value that could be named. */
const innerIdsSql = (key: string, { siteId, bound }: ListQuery): Sql => sql`
  select r.value::uuid
  from page
    join entry_refs r on r.site_id = ${siteId} and r.entry_id = page.id and r.stage = 'live' and r.field = ${key}
      and r.locale = any (${[sharedLocale, bound.locale, bound.fallback ?? bound.locale]}::text[]) and r.relation
`

/** What readers may see of `entries e` at a moment. */
export const liveNow = (now: Date): Sql => sql`e.live is not null
  and (e.live_from is null or e.live_from <= ${now}) and (e.live_until is null or e.live_until > ${now})`

const bothOf = (one: ReadonlySet<string> | null, other: ReadonlySet<string> | null) =>
  one && other ? new Set([...one, ...other]) : null

type Wanted = { keys: string[]; attributes: ReadonlySet<string> | null }

/** What the selection wants of the entries that relations lead to, near and far: one entry may be met on several ways. */
export function wantedOf({ fields }: Selection): Wanted {
  const inner = [...fields.values()].filter((one) => one !== null)
  const deeper = inner.map(wantedOf)
  return {
    keys: [
      ...new Set([...inner.flatMap((one) => [...one.fields.keys()]), ...deeper.flatMap(({ keys }) => keys)]),
    ],
    attributes: [...inner, ...deeper].reduce<ReadonlySet<string> | null>(
      (all, { attributes }) => bothOf(all, attributes),
      new Set(),
    ),
  }
}

export async function liveEntries(ctx: Ctx, ids: readonly string[], wanted: Wanted): Promise<NearRow[]> {
  if (ids.length === 0) return []
  return ctx.read<NearRow>(sql`
    select e.type_id, ${attributesSql(wanted.attributes, 'e')}, ${someSql(wanted.keys, raw('e.live'))} as values
    from entries e
    where e.site_id = ${ctx.site.id} and e.id = any (${ids}::uuid[]) and ${liveNow(ctx.now())}
  `)
}
