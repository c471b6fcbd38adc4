import type { Ctx } from '#platform/ctx.ts'
import { notFound } from '#platform/errors.ts'
import type { OperationReply } from '#platform/operation.ts'
import { earlier, nextBoundary } from './boundary.ts'
import { deliveredPage } from './delivered-page.ts'
import { listSql, toWalk, type ListRow } from './list-sql.ts'
import { listOf, onlyOne, renderAll, typeIdsIn, type Delivered, type Named } from './read-live.ts'

/** What stands before and after an entry in a list, asked as the list itself is asked. 404 when the list does not hold the entry. */
export async function answerNeighbours(ctx: Ctx, delivered: Delivered, by: Named): Promise<OperationReply> {
  const { bound, type } = delivered
  const asked = listOf(ctx, { ...delivered, bound: onlyOne(bound, by) })
  const [own] = await ctx.read<ListRow>(toWalk(asked, listSql(asked)))
  if (!own) throw notFound()
  const values = [own.s0, own.s1, own.s2]
    .slice(0, bound.sort.length)
    .map((value) => (value instanceof Date ? value.toISOString() : value))
  const beside = listOf(ctx, { ...delivered, bound: { ...bound, size: 1, after: { values, id: own.id } } })
  const [before, after, until] = await Promise.all([
    deliveredPage(ctx, { ...beside, backwards: true }),
    deliveredPage(ctx, beside),
    nextBoundary(ctx, typeIdsIn(delivered)),
  ])
  const rows = [before, after].flatMap((page) => page.rows.slice(0, 1))
  const near = [...before.near, ...after.near]
  const { entries, typeTags, until: linksUntil } = await renderAll(ctx, delivered, rows, near)
  const previous = before.rows.length > 0 ? entries[0] : null
  const next = after.rows.length > 0 ? entries.at(-1) : null
  return {
    status: 200,
    data: { previous, next },
    tags: [`type:${type.id}`, ...typeTags],
    until: earlier(until, linksUntil),
  }
}
