import sql, { empty, type Sql } from 'sql-template-tag'
import { sharedLocale } from '@dozo/content-model/columns'
import { isLocalized, type Field } from '@dozo/content-model/definition'
import type { BoundFilter, ModelType } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { filterSql, visible } from './filter-sql.ts'
import { stateColumns } from './sql.ts'

type Pointing = { type: ModelType; by: Field; locale: string; most: number }

/**
 * Entries that readers see and that point to these, the newest first, each list as long as is wanted: one walk along an index each. The
 * offset keeps the look-up of what is visible to one row each: as a join, it went through all entries to find those of few (2026-11).
 */
export const pointing = (ctx: Ctx, ids: readonly string[], { type, by, locale, most }: Pointing) =>
  ctx.read<{ target: string; id: string }>(sql`
    select t.target::uuid, x.id
    from unnest(${ids}::text[]) t(target)
      cross join lateral (
        select r.entry_id as id
        from entry_refs r
        where r.site_id = ${ctx.site.id} and r.type_id = ${type.id} and r.stage = 'live' and r.field = ${by.key}
          and r.locale = ${by.localized ? locale : sharedLocale} and r.value = t.target and r.relation
          and exists (
            select
            from entry_index v
            where v.site_id = ${ctx.site.id} and v.type_id = ${type.id} and v.stage = 'live' and v.entry_id = r.entry_id
              and v.locale = ${isLocalized(type.definition) ? locale : sharedLocale}
              and ${visible({ stage: 'live', now: ctx.now() }, 'v')}
            offset 0
          )
        order by r.entry_id desc
        limit ${most}
      ) x
  `)

type Working = { type: ModelType; by: Field; access: BoundFilter | null; most: number }

/** Working copies that point to an entry in any language, of those that the caller may read. */
function pointingHere(ctx: Ctx, id: string, { type, by, access }: Working): Sql {
  const locale = isLocalized(type.definition) ? ctx.site.defaultLocale : sharedLocale
  const place = { siteId: ctx.site.id, stage: 'work' as const, locale, fallback: null, now: ctx.now() }
  return sql`
    from entry_index i
      join entries e on e.site_id = i.site_id and e.id = i.entry_id
    where i.site_id = ${ctx.site.id} and i.type_id = ${type.id} and i.stage = 'work' and i.locale = ${locale}
      and i.entry_id in (
        select r.entry_id
        from entry_refs r
        where r.site_id = ${ctx.site.id} and r.type_id = ${type.id} and r.stage = 'work' and r.field = ${by.key}
          and r.relation and r.value = ${id}
      )
      ${access ? sql`and ${filterSql(access, place)}` : empty}
  `
}

export const working = (ctx: Ctx, id: string, wanted: Working): Sql => sql`
  select ${stateColumns}, ${wanted.by.key}::text as field
  ${pointingHere(ctx, id, wanted)}
  order by e.id desc
  limit ${wanted.most}
`

export const countWorking = (ctx: Ctx, id: string, wanted: Working): Sql => sql`
  select count(*)::int as count
  ${pointingHere(ctx, id, wanted)}
`
