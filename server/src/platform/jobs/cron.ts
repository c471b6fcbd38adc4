import { Cron } from 'croner'
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { cronJobs } from '#platform/jobs/worker.ts'

const longestTimerMs = 60 * 60 * 1000

/**
 * Adds each cron job when it is due, in its own time zone. Every worker process keeps time; the row in `cron_runs` lets one of them add
 * the job. What fell due while nothing ran is added once, late, when it is at most a day old.
 */
export function startCron(app: App): { stop(): Promise<void> } {
  const timers = new Map<string, NodeJS.Timeout>()
  const adding = new Set<Promise<void>>()
  let stopped = false

  /** Kept until it is over, so that a stop does not close the database under it. */
  function noted(name: string, work: Promise<void>): Promise<void> {
    const over = work
      .catch((error: unknown) => app.log.error({ err: error, job: name }, 'cron job not added'))
      .finally(() => adding.delete(over))
    adding.add(over)
    return over
  }

  function plan(name: string, pattern: string, timeZone: string): void {
    const due = new Cron(pattern, { timezone: timeZone }).nextRun(app.clock())
    if (!due || stopped) return
    const waitMs = Math.min(longestTimerMs, Math.max(0, due.getTime() - app.clock().getTime()))
    const timer = setTimeout(() => {
      const early = app.clock() < due
      const added = early ? Promise.resolve() : noted(name, addOnce(app, name, due))
      void added.then(() => plan(name, pattern, timeZone))
    }, waitMs)
    timer.unref()
    timers.set(name, timer)
  }

  for (const job of cronJobs(app)) {
    void noted(job.name, addMissed(app, job.name, job.cron))
    plan(job.name, job.cron.pattern, job.cron.timeZone)
  }
  return {
    async stop() {
      stopped = true
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(adding)
    },
  }
}

async function addMissed(app: App, name: string, cron: { pattern: string; timeZone: string }): Promise<void> {
  const now = app.clock()
  const [missed] = new Cron(cron.pattern, { timezone: cron.timeZone }).previousRuns(1, now)
  if (!missed || now.getTime() - missed.getTime() > 24 * 60 * 60 * 1000) return
  await addOnce(app, name, missed)
}

async function addOnce(app: App, name: string, due: Date): Promise<void> {
  await app.db.asOwner(`cron ${name}`, async (tx) => {
    const fresh = await tx.run(
      sql`insert into cron_runs (name, due) values (${name}, ${due}) on conflict do nothing`,
    )
    if (fresh === 0) return
    await tx.run(
      sql`delete from cron_runs where name = ${name} and due < ${new Date(due.getTime() - 7 * 86_400_000)}`,
    )
    await tx.run(sql`select graphile_worker.add_job(${name}, '{}'::json)`)
  })
}
