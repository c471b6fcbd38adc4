import type { Group } from '@dozo/content-model/query/aggregate'
import type { Ctx } from '#platform/ctx.ts'
import type { OperationReply } from '#platform/operation.ts'
import * as search from '#features/search/service.ts'
import { fieldOf } from '@dozo/content-model/definition'
import { deliveredPage } from './delivered-page.ts'
import type { DeliveredRow } from './list-sql.ts'
import { readIn } from './render.ts'
import { countFacets } from './facets.ts'
import { earlier, nextBoundary } from './boundary.ts'
import { listOf, renderAll, type Delivered } from './read-live.ts'
import { searchableFields, textOf } from './search.ts'

/** `allowed`: fields that may be looked through; null: all. */
type Asked = { words: string; allowed: readonly string[] | null; facets: readonly Group[] }

/** Best hits first. With conditions on top every hit is a candidate; without, the best are taken where they are ranked. */
export async function answerSearch(
  ctx: Ctx,
  delivered: Delivered,
  { words, allowed, facets }: Asked,
): Promise<OperationReply> {
  const { type, bound } = delivered
  const conditional =
    facets.length > 0 || bound.filter !== null || delivered.accessFilter !== null || bound.fallback === null
  const fields = searchableFields(type, (key) => {
    const field = type.definition.fields.find((one) => one.key === key)
    return !field?.neverDelivered && (allowed === null || allowed.includes(key)) && delivered.readable(key)
  })
  const { hits, marking } = await search.match(ctx, {
    words,
    types: [{ type, fields }],
    stage: 'live',
    locale: bound.locale,
    wanted: conditional ? null : bound.size,
  })
  const found = { ...delivered, bound: { ...bound, size: Math.max(1, hits.length), after: null, sort: [] } }
  const [{ rows, near }, until] = await Promise.all([
    hits.length === 0
      ? { rows: [], near: [] }
      : deliveredPage(
          ctx,
          listOf(
            ctx,
            found,
            hits.map((hit) => hit.entry_id),
          ),
        ),
    nextBoundary(ctx, [type.id]),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const best = hits
    .flatMap((hit) => (byId.has(hit.entry_id) ? [{ hit, row: byId.get(hit.entry_id)! }] : []))
    .slice(0, bound.size)
  const ids = hits.map((hit) => hit.entry_id)
  const counted = facets.length > 0 ? await countFacets(ctx, delivered, facets, ids) : undefined
  const data = await renderAll(
    ctx,
    delivered,
    best.map(({ row }) => row),
    near,
  )
  return {
    status: 200,
    data: data.entries,
    meta: {
      ...(counted ? { facets: counted } : {}),
      hits: best.map(({ hit, row }) => hitOf(hit, search.highlight(textShown(delivered, row), marking))),
    },
    tags: [search.searchTag(type.id), search.synonymsTag(ctx.site.id), `type:${type.id}`, ...data.typeTags],
    until: earlier(until, data.until),
  }
}

/** The snippet is made of what is selected, like the rest of the answer. */
export function textShown({ type, bound }: Pick<Delivered, 'type' | 'bound'>, row: DeliveredRow): string {
  const values = [...bound.selection.fields.keys()].flatMap((key) => {
    const field = fieldOf(type.definition, key)
    const value = field && readIn(field, row, bound)
    return value === undefined || value === null
      ? []
      : [[key, field?.localized ? { [bound.locale]: value } : value] as const]
  })
  return textOf(type, Object.fromEntries(values), bound.locale)
}

export const hitOf = (hit: { entry_id: string; score: number }, { text, marks }: search.Highlight) => ({
  id: hit.entry_id,
  score: hit.score,
  snippet: text,
  marks,
})
