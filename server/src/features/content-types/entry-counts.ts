// How many entries each content type has. Every page of the console begins with this: it must not take longer where there are more.
import type { Ctx } from '#platform/ctx.ts'
import * as sql from './sql.ts'

/** Up to here they are counted: nobody wants "about 7". */
const countedUpTo = 10_000

export type EntryCount = { entries: number; entriesEstimated?: true }

/** By the id of the type. Of many there is an estimate: what PostgreSQL expects by its last look at the table. */
export async function entryCounts(ctx: Ctx): Promise<Map<string, EntryCount>> {
  const few = await sql.counts(ctx, countedUpTo + 1)
  const many = few.filter(({ entries }) => entries > countedUpTo)
  const expected = many.length === 0 ? [] : await estimates(ctx, many)
  return new Map([...few.map(({ id, entries }): [string, EntryCount] => [id, { entries }]), ...expected])
}

/** Without the site: a type is of one, and PostgreSQL would take the two conditions for independent. */
const estimates = (ctx: Ctx, many: readonly { id: string }[]): Promise<[string, EntryCount][]> =>
  ctx.app.db.asOwner('how many entries there are', async (tx) => {
    const found: [string, EntryCount][] = []
    for (const { id } of many) {
      const [row] = await tx.many<Explained>(sql.explainedEntries(id))
      const rows = row?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
      found.push([id, { entries: Math.max(countedUpTo, rounded(rows)), entriesEstimated: true }])
    }
    return found
  })

/** To two digits: more of them would say what nobody knows. */
const rounded = (rows: number) => Number(rows.toPrecision(2))

type Explained = { 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }
