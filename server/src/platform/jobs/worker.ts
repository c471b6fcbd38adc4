import { EventEmitter, once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { run, runMigrations, type TaskList, type WorkerPool } from 'graphile-worker'
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { systemCtx, type Site } from '#platform/ctx.ts'
import { giveBackAbandoned } from '#platform/jobs/abandoned.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { quietLogger } from '#platform/jobs/worker-log.ts'

const pauseMs = 500

/** Makes graphile-worker's own tables, owned by dozo_owner. Before our migrations, whose functions call it. */
export async function prepareJobs(app: Pick<App, 'db'>): Promise<void> {
  await runMigrations({ pgPool: app.db.ownerPool() })
}

/**
 * Runs jobs until stopped; a stop waits for those that are running (up to 30 seconds). A queue that loses the database while it writes
 * down how a job ended gives up; another one takes its place, and the jobs it held are free again.
 */
export async function startWorker(app: App): Promise<{ stop(): Promise<void> }> {
  const taskList = tasksOf(app)
  const stopping = new AbortController()
  const { signal } = stopping
  let queue = await startQueue(app, taskList)

  async function keep(): Promise<void> {
    for (;;) {
      await queue.runner.promise.catch(() => undefined)
      await queue.abandoned.stop()
      const next = await successor()
      if (!next) return
      queue = next
      // The stop that came while it began has ended only the one before it.
      if (signal.aborted) await queue.runner.stop().catch(() => undefined)
    }
  }

  /** The queue that takes the place of one that gave up; nothing when a stop comes first. */
  async function successor(): Promise<typeof queue | undefined> {
    while (!signal.aborted) {
      app.log.error('the job queue has stopped; starting it again')
      const rested = await wait(pauseMs, true, { signal }).catch(() => false)
      const next = rested ? await startQueue(app, taskList).catch(() => undefined) : undefined
      if (next) return next
    }
    return undefined
  }

  const running = keep()
  return {
    async stop() {
      stopping.abort()
      // Refused by a queue that has stopped by itself.
      await queue.runner.stop().catch(() => undefined)
      await running
    },
  }
}

function tasksOf(app: App): TaskList {
  const taskList: TaskList = {}
  for (const definition of app.features.flatMap((feature) => feature.jobs)) {
    taskList[definition.name] = async (payload, helpers) => {
      const body = payload as { siteId?: string }
      const ctx = body.siteId
        ? systemCtx(app, await siteOf(app, body.siteId), `job ${definition.name}`)
        : undefined
      const signal = helpers.abortSignal ?? new AbortController().signal
      const { attempts, max_attempts: most } = helpers.job
      await definition.run({ app, ctx, payload: body, signal, lastTry: attempts >= most })
    }
  }
  return taskList
}

async function startQueue(app: App, taskList: TaskList) {
  const events = new EventEmitter()
  const made = once(events, 'pool:create') as Promise<[{ workerPool: WorkerPool }]>
  made.catch(() => undefined)
  const runner = await run({
    events,
    pgPool: app.db.ownerPool(),
    taskList,
    concurrency: 4,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: quietLogger(app),
    // Without a delay the queue does not wait for what it notes down, and a note that fails ends the process as an unhandled rejection.
    preset: {
      worker: {
        pollInterval: 1000,
        gracefulShutdownAbortTimeout: 30_000,
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  })
  const [{ workerPool }] = await made
  return { runner, abandoned: giveBackAbandoned(app, workerPool.id) }
}

async function siteOf(app: App, id: string): Promise<Site> {
  return app.db.asOwner('site of a job', async (tx) => {
    const row = await tx.maybeOne<Site & { default_locale: string; time_zone: string }>(sql`
      select id, key, name, home, locales, default_locale, time_zone from sites where id = ${id}
    `)
    if (!row) throw new Error(`the job's site ${id} is gone`)
    return { ...row, defaultLocale: row.default_locale, timeZone: row.time_zone }
  })
}

export const cronJobs = (app: App): (JobDefinition & { cron: NonNullable<JobDefinition['cron']> })[] =>
  app.features.flatMap((f) => f.jobs).flatMap((job) => (job.cron ? [{ ...job, cron: job.cron }] : []))
