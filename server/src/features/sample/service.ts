// Sample content shows what there is and goes away with one command, without touching what people have made.
import { isDeepStrictEqual } from 'node:util'
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { systemCtx, type Ctx } from '#platform/ctx.ts'
import { emit } from '#platform/events/emit.ts'
import { homeSite } from '#platform/site-directory.ts'
import * as apis from '#features/apis/service.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import * as contentTypes from '#features/content-types/service.ts'
import * as entries from '#features/entries/service.ts'
import { articles, categories, categoryType, newsType, paragraph } from './content.ts'

export async function make(app: App): Promise<void> {
  const ctx = systemCtx(app, await homeSite(app), 'sample content')
  for (const definition of [categoryType, newsType]) await contentTypes.create(ctx, definition)
  const ids = new Map<string, string>()
  for (const { slug, parent, name } of categories) {
    const entry = await entries.create(ctx, {
      type: categoryType.key,
      values: { slug, name },
      parent: parent === undefined ? null : (ids.get(parent) ?? null),
      publish: true,
    })
    ids.set(slug, entry.id)
  }
  for (const { category, body, ...values } of articles) {
    const texts = { ja: paragraph(body.ja), en: paragraph(body.en) }
    await entries.create(ctx, {
      type: newsType.key,
      values: { ...values, category: ids.get(category), body: texts },
      publish: true,
    })
  }
  await apis.create(ctx, { key: 'default', name: 'Default', security: 'open', origins: ['*'] })
  await endpoints.suggest(ctx, 'default', newsType.key)
}

/** How many entries of the sample are still as it made them. */
export async function count(ctx: Ctx): Promise<{ entries: number }> {
  const model = await contentTypes.modelOf(ctx)
  const types = [newsType, categoryType].flatMap(({ key }) => model.type(key) ?? [])
  const rows = await Promise.all(types.map((type) => rowsOf(ctx, type.id)))
  return { entries: rows.flat().filter((row) => row.untouched).length }
}

/** As the sample calls its entries. */
const slugs = [...articles, ...categories].map(({ slug }) => slug)

/**
 * The entries of a type, and which of them are as the sample made them: by their names as well, because what readers send has no author
 * either. `own`: nothing points there.
 */
const rowsOf = (ctx: Ctx, typeId: string) =>
  ctx.read<{ id: string; untouched: boolean; own: boolean }>(sql`
    select e.id, t.untouched, t.untouched and not exists (
      select from entry_refs r
      where r.site_id = e.site_id and r.value = e.id::text and r.relation
    ) as own
    from entries e, lateral (
      select e.created_by_id is null and e.updated_by_id is null and e.version = 1 and e.key = any (${slugs}::text[]) as untouched
    ) t
    where e.site_id = ${ctx.site.id} and e.type_id = ${typeId}
    order by e.id desc
  `)

export type Removed = { entries: number; kept: string[] }

/** Takes away what the sample made. A type that people have changed, or in which they have written, stays with its endpoints. */
export async function remove(ctx: Ctx): Promise<Removed> {
  let removed = 0
  const kept: string[] = []
  for (const definition of [newsType, categoryType]) {
    const { key } = definition
    const type = (await contentTypes.modelOf(ctx)).type(key)
    if (!type) continue
    const rows = await rowsOf(ctx, type.id)
    for (const row of rows.filter((one) => one.own)) {
      await entries.remove(ctx, row.id, { force: true, ifMatch: '*' })
      removed++
    }
    const changed = !isDeepStrictEqual(type.definition, definition)
    if (changed || rows.some((row) => !row.own)) kept.push(key)
    else await removeType(ctx, key)
  }
  await ctx.tx(async (tx) =>
    emit(tx, 'sample.removed', { subject: { type: 'site', id: ctx.site.id, label: ctx.site.key } }),
  )
  return { entries: removed, kept }
}

async function removeType(ctx: Ctx, key: string): Promise<void> {
  for (const api of await apis.list(ctx)) {
    for (const endpoint of await endpoints.list(ctx, api.key)) {
      if (endpoint.type === key) await endpoints.remove(ctx, api.key, endpoint.id, '*')
    }
  }
  await contentTypes.remove(ctx, key, '*')
}
