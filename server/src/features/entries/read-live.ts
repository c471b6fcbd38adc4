// Reading for readers: one statement for the page, one per level of relations, one for the moment at which the answer changes by itself.
import sql, { raw } from 'sql-template-tag'
import type { BoundFilter, BoundQuery, ModelType, Selection } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { notFound } from '#platform/errors.ts'
import type { OperationReply } from '#platform/operation.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { nextBoundary } from './boundary.ts'
import { cursorAfter, page } from './list.ts'
import { countSql, type DeliveredRow, type ListQuery } from './list-sql.ts'
import { attributesSql, someSql } from './live-columns.ts'
import { idsIn, render, type Language, type Related, type Source } from './render.ts'

export type Delivered = {
  type: ModelType
  model: SiteModel
  bound: BoundQuery
  accessFilter: BoundFilter | null
  /** May the caller read this field of the type? */
  readable(field: string): boolean
}

export const listOf = (ctx: Ctx, { bound, accessFilter }: Delivered, among?: string[]): ListQuery => ({
  bound,
  stage: 'live',
  siteId: ctx.site.id,
  now: ctx.now(),
  access: accessFilter,
  among,
  delivers: true,
})

export async function answerList(ctx: Ctx, delivered: Delivered): Promise<OperationReply> {
  const { bound, type } = delivered
  const listed = listOf(ctx, delivered)
  const [rows, counted, until] = await Promise.all([
    page<DeliveredRow>(ctx, listed),
    bound.count ? ctx.read<{ count: number }>(countSql(listed)) : [],
    nextBoundary(ctx, typeIdsIn(delivered)),
  ])
  const shown = rows.slice(0, bound.size)
  const data = await renderAll(ctx, delivered, shown)
  const next = rows.length > bound.size ? cursorAfter(shown.at(-1)!, bound) : null
  const count = counted[0]?.count
  return {
    status: 200,
    data: data.entries,
    meta: { page: { size: bound.size, next }, ...(count === undefined ? {} : { count }) },
    tags: [`type:${type.id}`, ...data.typeTags],
    until,
  }
}

export async function answerOne(
  ctx: Ctx,
  delivered: Delivered,
  by: { id: string } | { key: string },
): Promise<OperationReply> {
  const { bound } = delivered
  const name = 'id' in by ? 'id' : 'key'
  const target =
    name === 'id'
      ? ({ kind: 'attribute', name, column: 'entry_id', value: 'id' } as const)
      : ({ kind: 'attribute', name, column: 'key', value: 'text' } as const)
  const own: BoundFilter = { hops: [], targets: [target], op: 'eq', value: 'id' in by ? by.id : by.key }
  const filter = bound.filter ? { and: [own, bound.filter] } : own
  const one = { ...delivered, bound: { ...bound, filter, size: 1, after: null, sort: [] } }
  const [[row], until] = await Promise.all([
    page<DeliveredRow>(ctx, listOf(ctx, one)),
    nextBoundary(ctx, typeIdsIn(delivered)),
  ])
  if (!row) throw notFound()
  const data = await renderAll(ctx, one, [row])
  return { status: 200, data: data.entries[0], tags: [`entry:${row.id}`, ...data.entryTags], until }
}

/** Types that the answer may hold something of: the type itself and those that selected or filtered relations lead to. */
function typeIdsIn({ type, model, bound }: Delivered): string[] {
  const ids = new Set([type.id])
  const follow = (of: ModelType, selection: Selection) => {
    for (const [key, inner] of selection.fields) {
      const field = of.definition.fields.find((one) => one.key === key)
      if (field?.type !== 'relation') continue
      for (const target of (field.to ?? []).flatMap((to) => model.type(to) ?? [])) {
        ids.add(target.id)
        if (inner) follow(target, inner)
      }
    }
  }
  follow(type, bound.selection)
  const ask = (filter: BoundFilter | null): void => {
    if (!filter) return
    if ('and' in filter) filter.and.forEach(ask)
    else if ('or' in filter) filter.or.forEach(ask)
    else if ('not' in filter) ask(filter.not)
    else
      for (const hop of filter.hops)
        for (const to of hop.field.to ?? []) ids.add(model.type(to)?.id ?? type.id)
  }
  ask(bound.filter)
  return [...ids]
}

export async function renderAll(ctx: Ctx, delivered: Delivered, rows: readonly DeliveredRow[]) {
  const { type, bound, model } = delivered
  const language: Language = { locale: bound.locale, fallback: bound.fallback }
  const related: Related = new Map()
  const asked = new Set<string>()
  let level: { type: ModelType; sources: Source[]; selection: Selection }[] = [
    { type, sources: [...rows], selection: bound.selection },
  ]
  while (level.length > 0) {
    const ids = new Set(
      level.flatMap(({ type: of, sources, selection }) => [...idsIn(of, sources, selection, language)]),
    )
    const fresh = [...ids].filter((id) => !asked.has(id))
    for (const id of fresh) asked.add(id)
    const wanted = wantedOf(level.map(({ selection }) => selection))
    for (const row of fresh.length > 0 ? await liveEntries(ctx, fresh, wanted) : []) {
      const of = model.byId(row.type_id)
      if (of) related.set(row.id, { type: of, source: row })
    }
    level = level.flatMap(({ type: of, sources, selection }) =>
      nextLevel(of, sources, selection, language, related),
    )
  }
  return {
    entries: rows.map((row) => render(type, row, bound.selection, language, related)),
    entryTags: [...asked].map((id) => `entry:${id}`),
    typeTags: typeIdsIn(delivered).map((id) => `type:${id}`),
  }
}

/** Targets of relations of which something is wanted, by type, with what is wanted. */
function nextLevel(
  type: ModelType,
  sources: Source[],
  selection: Selection,
  language: Language,
  related: Related,
) {
  return [...selection.fields].flatMap(([key, inner]) => {
    if (!inner || inner.fields.size === 0) return []
    const only: Selection = { attributes: null, fields: new Map([[key, inner]]) }
    const targets = [...idsIn(type, sources, only, language)].flatMap((id) => related.get(id) ?? [])
    return [...Map.groupBy(targets, (target) => target.type)].map(([of, found]) => ({
      type: of,
      sources: found.map((target) => target.source),
      selection: inner,
    }))
  })
}

type LiveRow = Source & { type_id: string }
type Wanted = { keys: string[]; attributes: Set<string> | null }

/** What the selections want of the entries that their relations lead to. */
function wantedOf(selections: readonly Selection[]): Wanted {
  const inner = selections.flatMap(({ fields }) => [...fields.values()].filter((one) => one !== null))
  const open = inner.some(({ attributes }) => attributes === null)
  return {
    keys: [...new Set(inner.flatMap(({ fields }) => [...fields.keys()]))],
    attributes: open ? null : new Set(inner.flatMap(({ attributes }) => [...(attributes ?? [])])),
  }
}

const liveEntries = (ctx: Ctx, ids: string[], { keys, attributes }: Wanted) =>
  ctx.read<LiveRow>(sql`
    select e.type_id, ${attributesSql(attributes, 'e')}, ${someSql(keys, raw('e.live'))} as values
    from entries e
    where e.site_id = ${ctx.site.id} and e.id = any (${ids}::uuid[]) and e.live is not null
      and (e.live_from is null or e.live_from <= ${ctx.now()})
      and (e.live_until is null or e.live_until > ${ctx.now()})
  `)
