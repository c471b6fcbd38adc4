import sql, { empty, raw, type Sql } from 'sql-template-tag'
import { sharedLocale } from '@dozo/content-model/columns'
import { isLocalized, type Field } from '@dozo/content-model/definition'
import type { BoundFilter, ModelType } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { filterSql, valueSql, visible } from './filter-sql.ts'

type Suggested = {
  type: ModelType
  field: Field
  column: string
  prefix: string
  locale: string
  size: number
  access: BoundFilter | null
}

/** One step along the index for each value, however many entries have it: from a value to the next one behind it. */
export function suggestionsSql(
  ctx: Ctx,
  { type, field, column, prefix, locale, size, access }: Suggested,
): Sql {
  const place = { siteId: ctx.site.id, stage: 'live' as const, locale, fallback: null, now: ctx.now() }
  const name = raw(`i.${column}`)
  const next = (from: Sql) => sql`
    select ${name} as key, i.entry_id
    from entry_index i
      join entries e on e.site_id = i.site_id and e.id = i.entry_id
    where i.site_id = ${ctx.site.id} and i.type_id = ${type.id} and i.stage = 'live'
      and i.locale = ${isLocalized(type.definition) ? locale : sharedLocale} and ${visible(place, 'i')}
      ${access ? sql`and ${filterSql(access, place)}` : empty} and ${from}
    order by ${name}
    limit 1
  `
  return sql`
    with recursive found as (
      (${next(sql`${name} >= ${prefix}`)})
      union all
      select step.key, step.entry_id
      from found
        cross join lateral (${next(sql`${name} > found.key`)}) step
      where starts_with(found.key, ${prefix})
    )
    select ${valueSql(type, field, place, 'i')} as value
    from found
      join entries e on e.site_id = ${ctx.site.id} and e.id = found.entry_id
    where starts_with(found.key, ${prefix})
    limit ${size}
  `
}
