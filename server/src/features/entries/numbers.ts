import { gather } from '#lib/gather.ts'
import type { Ctx } from '#platform/ctx.ts'
import { moveCounter } from './sql.ts'

type Asked = { ctx: Ctx; count: number }
const kept = Symbol('entry numbers')

/**
 * The next `count` numbers of the site; the first of them. Taken outside the writers' transactions, which would queue behind it; those who
 * ask while somebody's are being fetched get theirs together.
 */
export function takeNumbers(ctx: Ctx, count: number): Promise<number> {
  const counters = ctx.app.kept(kept, () => new Map<string, (asked: Asked) => Promise<number>>())
  const counter = counters.get(ctx.site.id) ?? gather(fetchAll)
  counters.set(ctx.site.id, counter)
  return counter({ ctx, count })
}

async function fetchAll(asked: Asked[]): Promise<{ value: number }[]> {
  const all = asked.reduce((sum, { count }) => sum + count, 0)
  let next = (await moveCounter(asked[0]!.ctx, all)) - all + 1
  return asked.map(({ count }) => {
    const value = next
    next += count
    return { value }
  })
}
