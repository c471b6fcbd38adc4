import { setTimeout as wait } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { connectAlone } from '#platform/db/pools.ts'

const lookMs = 3000
const pauseMs = 500
const signOf = (worker: string) => `dozo worker ${worker}`

/**
 * A worker that was killed leaves its jobs locked, and the queue would not give them to another for four hours. Each worker shows that it
 * lives by a lock of a session of its own; jobs whose worker shows nothing are given back. Only what was missing twice in a row counts:
 * after a restart of PostgreSQL the living need a moment to take their locks again.
 */
export function giveBackAbandoned(app: App, worker: string): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const resting = (ms: number) => wait(ms, undefined, { signal }).catch(() => undefined)

  async function showLife(): Promise<void> {
    while (!signal.aborted) {
      await aliveOnce(app, worker, signal).catch((error: unknown) =>
        app.log.debug({ err: error }, 'the lock of the job worker could not be taken'),
      )
      await resting(pauseMs)
    }
  }

  async function look(): Promise<void> {
    let missing: string[] = []
    while (!signal.aborted) {
      missing = await giveBack(app, missing).catch(() => [])
      await resting(lookMs)
    }
  }

  const running = Promise.all([showLife(), look()])
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Holds the lock until its connection or this process ends. */
async function aliveOnce(app: App, worker: string, signal: AbortSignal): Promise<void> {
  const client = await connectAlone(app.db.connection, 'dozo worker')
  const { promise: over, resolve } = Promise.withResolvers<void>()
  client.once('end', () => resolve())
  signal.addEventListener('abort', () => resolve(), { once: true })
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [signOf(worker)])
    if (!signal.aborted) await over
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Workers that hold jobs and show no life; the jobs of those that were missing before, too, are free again. */
async function giveBack(app: App, before: readonly string[]): Promise<string[]> {
  return app.db.asOwner('abandoned jobs', async (tx) => {
    const found = await tx.many<{ worker: string }>(sql`
      select worker
      from (
        select locked_by as worker from graphile_worker._private_jobs where locked_by is not null group by locked_by
      ) holders
      where pg_try_advisory_xact_lock(hashtextextended(${signOf('')} || worker, 0))
    `)
    const missing = found.map((row) => row.worker)
    const gone = missing.filter((worker) => before.includes(worker))
    if (gone.length > 0) {
      await tx.run(sql`select graphile_worker.force_unlock_workers(${gone}::text[])`)
      app.log.warn({ workers: gone }, 'jobs of workers that are gone were given back')
    }
    return missing
  })
}
