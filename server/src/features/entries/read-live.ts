// Reading for readers: one statement for the page and what it points to, one per further level of relations, one for the moment at which the answer changes by itself.
import { fieldOf, type Field } from '@dozo/content-model/definition'
import { innerFields } from '@dozo/content-model/fields/within'
import type { BoundFilter, BoundQuery, ModelType, Selection } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { notFound, Problem } from '#platform/errors.ts'
import type { OperationReply } from '#platform/operation.ts'
import { isUuid } from '#lib/uuid.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { earlier, nextBoundary } from './boundary.ts'
import { countOf } from './count.ts'
import { deliveredPage, liveEntries, wantedOf, type NearRow } from './delivered-page.ts'
import { cursorAfter } from './list.ts'
import { type DeliveredRow, type ListQuery } from './list-sql.ts'
import { readReverse } from './reverse.ts'
import { fileTag, liveFiles, placesTag } from '#features/files/live.ts'
import { names as namesOfMembers } from './sql.ts'
import { movedTo } from './old-keys.ts'
import {
  filesShown,
  idsIn,
  linksShown,
  peopleIn,
  render,
  type Language,
  type Related,
  type Source,
} from './render.ts'
import { readLinks } from './rich-text-links.ts'

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
})

export async function answerList(ctx: Ctx, delivered: Delivered): Promise<OperationReply> {
  const { bound, type } = delivered
  const listed = listOf(ctx, delivered)
  const [{ rows, near }, counted, until] = await Promise.all([
    deliveredPage(ctx, listed),
    countOf(ctx, listed),
    nextBoundary(ctx, typeIdsIn(delivered)),
  ])
  const shown = rows.slice(0, bound.size)
  const data = await renderAll(ctx, delivered, shown, near)
  const next = rows.length > bound.size ? cursorAfter(shown.at(-1)!, bound) : null
  return {
    status: 200,
    data: data.entries,
    meta: { page: { size: bound.size, next }, ...counted },
    tags: [`type:${type.id}`, ...data.typeTags],
    until: earlier(until, data.until),
  }
}

/** How a path names an entry. */
export type Named = { id: string } | { key: string }

/** The question narrowed down to one entry. */
export function onlyOne(bound: BoundQuery, by: Named): BoundQuery {
  const target =
    'id' in by
      ? ({ kind: 'attribute', name: 'id', column: 'entry_id', value: 'id' } as const)
      : ({ kind: 'attribute', name: 'key', column: 'key', value: 'text' } as const)
  const own: BoundFilter = { hops: [], targets: [target], op: 'eq', value: 'id' in by ? by.id : by.key }
  return { ...bound, filter: bound.filter ? { and: [own, bound.filter] } : own, size: 1, after: null }
}

export async function answerOne(ctx: Ctx, delivered: Delivered, by: Named): Promise<OperationReply> {
  const one = { ...delivered, bound: { ...onlyOne(delivered.bound, by), sort: [] } }
  const [{ rows, near }, until] = await Promise.all([
    deliveredPage(ctx, listOf(ctx, one)),
    nextBoundary(ctx, typeIdsIn(delivered)),
  ])
  const [row] = rows
  if (!row) throw await missing(ctx, delivered, by)
  const data = await renderAll(ctx, one, [row], near)
  return {
    status: 200,
    data: data.entries[0],
    tags: [`entry:${row.id}`, ...data.entryTags],
    until: earlier(until, data.until),
  }
}

/** 404; for the former key of an entry that this question finds, with the key that it has now as `location`. */
async function missing(ctx: Ctx, delivered: Delivered, by: Named): Promise<Problem> {
  const key = 'key' in by ? await movedTo(ctx, delivered.type.id, by.key) : undefined
  if (key === undefined) return notFound()
  const bound = { ...onlyOne(delivered.bound, { key }), sort: [] }
  const { rows } = await deliveredPage(ctx, listOf(ctx, { ...delivered, bound }))
  return rows.length === 0
    ? notFound()
    : new Problem(404, 'moved', { params: { location: key }, extra: { location: key } })
}

/** Types that the answer may hold something of: the type itself and those that selected or filtered relations lead to. */
export function typeIdsIn({ type, model, bound }: Delivered): string[] {
  const ids = new Set([type.id])
  const follow = (of: ModelType, selection: Selection) => {
    for (const [key, inner] of selection.fields) {
      const field = of.definition.fields.find((one) => one.key === key)
      for (const target of (field ? targetsOf(field) : []).flatMap((to) => model.type(to) ?? [])) {
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
    else {
      for (const target of filter.targets) if (target.kind === 'reverse') ids.add(target.from.id)
      for (const hop of filter.hops)
        for (const to of hop.field.to ?? []) ids.add(model.type(to)?.id ?? type.id)
    }
  }
  ask(bound.filter)
  return [...ids]
}

/** Types that a field, or one within it, points to. */
const targetsOf = (field: Field): string[] => [
  ...(field.to ?? []),
  ...(field.of ? [field.of.type] : []),
  ...innerFields(field).flatMap(({ fields }) => fields.flatMap(targetsOf)),
]

/** `near`: what the relations of the rows lead to, as far as it came with them. */
export async function renderAll(
  ctx: Ctx,
  delivered: Delivered,
  rows: readonly DeliveredRow[],
  near: readonly NearRow[],
) {
  const { type, bound, model } = delivered
  const language: Language = { locale: bound.locale, fallback: bound.fallback }
  const related: Related = { entries: new Map(), people: new Map(), files: new Map(), links: new Map() }
  const asked = new Set<string>()
  const wanted = wantedOf(bound.selection)
  let level: Level[] = [{ type, sources: [...rows], selection: bound.selection }]
  const reverseTypes = new Set<string>()
  const people = new Set<string>()
  const files = new Set<string>()
  const links = new Set<string>()
  for (let depth = 0; level.length > 0; depth++) {
    for (const one of level) {
      await readReverse(ctx, model, one, language)
      for (const id of reverseTypesIn(model, one)) reverseTypes.add(id)
      for (const id of peopleIn(one.type, one.sources, one.selection, language)) people.add(id)
      for (const id of filesShown(one.type, one.sources, one.selection, language)) files.add(id)
      for (const id of linksShown(one.type, one.sources, one.selection, language)) links.add(id)
    }
    const ids = new Set(
      level.flatMap(({ type: of, sources, selection }) => [...idsIn(of, sources, selection, language)]),
    )
    const fresh = [...ids].filter((id) => !asked.has(id))
    for (const id of fresh) asked.add(id)
    const come = depth === 0 ? near : []
    const missing = depth === 0 ? fresh.filter((id) => pointsHere(level[0]!, id)) : fresh
    for (const row of [...come, ...(await liveEntries(ctx, missing, wanted))]) {
      const of = model.byId(row.type_id)
      if (of) related.entries.set(row.id, { type: of, source: row })
    }
    level = level.flatMap(({ type: of, sources, selection }) =>
      nextLevel(of, sources, selection, language, related),
    )
  }
  const [named, shown, linked] = await Promise.all([
    people.size > 0 ? namesOfMembers(ctx, [...people].filter(isUuid)) : [],
    liveFiles(ctx, [...files].filter(isUuid)),
    readLinks(ctx, model, [...links]),
  ])
  for (const { id, name } of named) related.people.set(id, name)
  related.files = shown
  related.links = linked.live
  // Those that are not to be seen as well: they may be with the next change.
  const besideTags = [
    ...[...people].map((id) => `member:${id}`),
    ...[...files].map(fileTag),
    ...[...links].map((id) => `entry:${id}`),
    ...(files.size > 0 ? [placesTag(ctx.site.id)] : []),
  ]
  return {
    entries: rows.map((row) => render(type, row, bound.selection, language, related)),
    // Who comes to point here is not among those that do.
    entryTags: [
      ...[...asked].map((id) => `entry:${id}`),
      ...[...reverseTypes].map((id) => `type:${id}`),
      ...besideTags,
    ],
    typeTags: [...typeIdsIn(delivered).map((id) => `type:${id}`), ...besideTags],
    until: linked.until,
  }
}

type Level = { type: ModelType; sources: Source[]; selection: Selection }

const reverseTypesIn = (model: SiteModel, { type, selection }: Level): string[] =>
  [...selection.fields.keys()].flatMap((key) => {
    const of = fieldOf(type.definition, key)?.of
    return of ? (model.type(of.type)?.id ?? []) : []
  })

/** Only what relations of the page lead to came with it, not what points to it. */
const pointsHere = ({ sources }: Level, id: string): boolean =>
  sources.some(({ reverse }) => [...(reverse?.values() ?? [])].some((ids) => ids.includes(id)))

/** Targets of relations of which something is wanted, by type, with what is wanted. */
function nextLevel(
  type: ModelType,
  sources: Source[],
  selection: Selection,
  language: Language,
  related: Related,
) {
  return [...selection.fields].flatMap(([key, inner]) => {
    if (!inner) return []
    const only: Selection = { attributes: null, fields: new Map([[key, inner]]) }
    const targets = [...idsIn(type, sources, only, language)].flatMap((id) => related.entries.get(id) ?? [])
    return [...Map.groupBy(targets, (target) => target.type)].map(([of, found]) => ({
      type: of,
      sources: found.map((target) => target.source),
      selection: inner,
    }))
  })
}
