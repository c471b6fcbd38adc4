import sql from 'sql-template-tag'
import type { Ctx } from '#platform/ctx.ts'
import { countSql, foundSql, toRead, type ListQuery } from './list-sql.ts'

/** Up to here even an estimate is counted: nobody wants "about 7". */
const countedUpTo = 1000

export type Counted = { count: number; countEstimated?: true }

/** How many entries a question finds, as far as it was asked; an estimate says that it is one. */
export async function countOf(ctx: Ctx, listed: ListQuery): Promise<Counted | undefined> {
  if (listed.bound.count === null) return undefined
  if (listed.bound.count === 'exact') return { count: await counted(ctx, listed) }
  const few = await counted(ctx, listed, countedUpTo + 1)
  return few <= countedUpTo ? { count: few } : { count: await estimated(ctx, listed), countEstimated: true }
}

async function counted(ctx: Ctx, listed: ListQuery, most?: number): Promise<number> {
  const [row] = await ctx.read<{ count: number }>(toRead(listed, countSql(listed, most)))
  return row?.count ?? 0
}

type Explained = { 'QUERY PLAN': { Plan: Plan }[] }
type Plan = { 'Plan Rows': number }

/** What PostgreSQL itself expects: as old as its last look at the tables, and free of the rows' number. */
async function estimated(ctx: Ctx, listed: ListQuery): Promise<number> {
  // Not of the count: above many rows that is made of parts, which say nothing of them.
  const [row] = await ctx.read<Explained>(sql`explain (format json) ${foundSql(listed)}`)
  return Math.max(countedUpTo + 1, row?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0)
}
