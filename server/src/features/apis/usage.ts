// How often each endpoint is called, and when last: counted in memory, where it costs nothing, and written down every few seconds. A
// process that is killed loses those seconds.
import type { App } from '#platform/app.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { rowOf } from './service.ts'
import * as sql from './sql.ts'
import * as stored from './usage-sql.ts'
import type { EndpointUsage } from './schema.ts'

/** Calls of one endpoint since they were last written down. The same object for as long as the process lives. */
export type Uses = { siteId: string; timeZone: string; endpointId: string; calls: number; lastAt: Date }

const flushEveryMs = 5000
const keptDays = 400
const shownDays = 30
const kept = Symbol('endpoint usage')

type Counters = { of: Map<string, Uses>; flushing: Promise<void> }

function countersOf(app: App): Counters {
  return app.kept(kept, () => {
    const counters: Counters = { of: new Map(), flushing: Promise.resolve() }
    const timer = setInterval(() => void flush(app, counters), flushEveryMs)
    timer.unref()
    app.beforeStop(async () => {
      clearInterval(timer)
      await flush(app, counters)
    })
    return counters
  })
}

export function usesOf(ctx: Ctx, endpointId: string): Uses {
  const { app, site } = ctx
  const { of } = countersOf(app)
  let uses = of.get(endpointId)
  if (!uses) {
    uses = { siteId: site.id, timeZone: site.timeZone, endpointId, calls: 0, lastAt: ctx.now() }
    of.set(endpointId, uses)
  }
  return uses
}

export function countUse(uses: Uses, at: Date): void {
  uses.calls++
  uses.lastAt = at
}

/** One after another: two at once would write the same calls twice. */
function flush(app: App, counters: Counters): Promise<void> {
  counters.flushing = counters.flushing.then(() => writeDown(app, counters))
  return counters.flushing
}

async function writeDown(app: App, { of }: Counters): Promise<void> {
  const waiting = [...of.values()].filter((uses) => uses.calls > 0)
  for (const [siteId, all] of Map.groupBy(waiting, (uses) => uses.siteId)) {
    const taken = all.map((uses) => ({ uses, calls: uses.calls, lastAt: uses.lastAt }))
    try {
      await app.db.tx(siteId, (tx) => stored.addUses(tx, siteId, taken))
      for (const { uses, calls } of taken) uses.calls -= calls
    } catch (error) {
      // They stay in memory and are written with the next.
      app.log.warn({ err: error }, 'calls of endpoints could not be counted')
    }
  }
}

export async function list(ctx: Ctx, apiKey: string): Promise<EndpointUsage[]> {
  const api = await rowOf(ctx, apiKey)
  await flush(ctx.app, countersOf(ctx.app))
  const since = new Date(ctx.now().getTime() - shownDays * 86_400_000)
  const rows = Map.groupBy(await stored.usage(ctx, api.id), (row) => row.endpoint_id)
  return (await sql.endpoints(ctx, api.id)).map(({ id, definition }) => {
    const own = rows.get(id) ?? []
    const recent = own.filter((row) => row.day >= since.toISOString().slice(0, 10))
    return {
      endpoint: id,
      path: definition.path,
      operation: definition.operation,
      calls: recent.reduce((sum, row) => sum + row.calls, 0),
      lastUsedAt: own[0]?.last_used_at.toISOString() ?? null,
      days: recent.map(({ day, calls }) => ({ day, calls })),
    }
  })
}

export const clearUsage: JobDefinition = {
  name: 'apis.clear-usage',
  label: { ja: '古い利用記録を片付ける', en: 'Clear old counts of calls' },
  maxAttempts: 3,
  cron: { pattern: '35 3 * * *', timeZone: 'Asia/Tokyo' },
  async run({ app }) {
    const before = new Date(app.clock().getTime() - keptDays * 86_400_000)
    await app.db.asOwner('clear old counts of calls', (tx) => tx.run(stored.removeOldDays(before)))
  },
}
