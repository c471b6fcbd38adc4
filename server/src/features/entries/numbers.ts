import type { Ctx } from '#platform/ctx.ts'
import { moveCounter } from './sql.ts'

type Asked = { count: number; give: (first: number) => void; refuse: (error: unknown) => void }
type Counter = { waiting: Asked[]; busy: boolean }
const kept = Symbol('entry numbers')

/**
 * The next `count` numbers of the site; the first of them. Taken outside the writers' transactions, which would queue behind it; those who
 * ask while somebody's are being fetched get theirs together.
 */
export function takeNumbers(ctx: Ctx, count: number): Promise<number> {
  const counters = ctx.app.kept(kept, () => new Map<string, Counter>())
  const counter = counters.get(ctx.site.id) ?? { waiting: [], busy: false }
  counters.set(ctx.site.id, counter)
  return new Promise((give, refuse) => {
    counter.waiting.push({ count, give, refuse })
    if (!counter.busy) void fetchAll(ctx, counter)
  })
}

async function fetchAll(ctx: Ctx, counter: Counter): Promise<void> {
  counter.busy = true
  while (counter.waiting.length > 0) {
    const asked = counter.waiting.splice(0)
    const all = asked.reduce((sum, one) => sum + one.count, 0)
    try {
      let next = (await moveCounter(ctx, all)) - all + 1
      for (const { count, give } of asked) {
        give(next)
        next += count
      }
    } catch (error) {
      for (const { refuse } of asked) refuse(error)
    }
  }
  counter.busy = false
}
