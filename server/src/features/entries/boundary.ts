import sql from 'sql-template-tag'
import type { Ctx } from '#platform/ctx.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'

const kept = Symbol('boundaries')

/**
 * The next start or end of a window among the types: until then nothing appears or vanishes by itself. Every answer asks, and nearly
 * always nothing has moved: kept per type until an entry of it changes or that moment comes.
 */
export async function nextBoundary(ctx: Ctx, typeIds: readonly string[]): Promise<Date | undefined> {
  const all = await Promise.all(typeIds.map((id) => boundaryOf(ctx, id)))
  const times = all.flatMap((at) => (at ? [at.getTime()] : []))
  return times.length > 0 ? new Date(Math.min(...times)) : undefined
}

/** The first of two moments, of which either may be none. */
export const earlier = (one: Date | undefined, other: Date | undefined): Date | undefined =>
  one && other ? (one < other ? one : other) : (one ?? other)

async function boundaryOf(ctx: Ctx, typeId: string): Promise<Date | undefined> {
  const cache = ctx.app.kept(kept, () =>
    createTaggedCache<Date | undefined>(ctx.app.changes, { entries: 20_000 }),
  )
  const found = await cache.fill(typeId, ctx.now().getTime(), async () => {
    const at = await readBoundary(ctx, typeId)
    return { value: at, tags: [`type:${typeId}`], ...(at ? { untilMs: at.getTime() } : {}) }
  })
  return found.value
}

/**
 * The first of each in the order of its index: asked for as a minimum, PostgreSQL expects a third of all rows whenever it does not know
 * the moment, and plans anew for each request, which takes twenty times as long as the answer.
 */
async function readBoundary(ctx: Ctx, typeId: string): Promise<Date | undefined> {
  const [row] = await ctx.read<{ at: Date | null }>(sql`
    select min(boundary.at) as at
    from (
      (
        select live_from as at
        from entry_index
        where site_id = ${ctx.site.id} and type_id = ${typeId} and live_from > ${ctx.now()}
        order by live_from
        limit 1
      )
      union all
      (
        select live_until
        from entry_index
        where site_id = ${ctx.site.id} and type_id = ${typeId} and live_until > ${ctx.now()}
        order by live_until
        limit 1
      )
    ) boundary
  `)
  return row?.at ?? undefined
}
