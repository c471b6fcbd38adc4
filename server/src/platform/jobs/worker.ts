import { run, runMigrations, type Runner, type TaskList } from 'graphile-worker'
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { systemCtx, type Site } from '#platform/ctx.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { quietLogger } from '#platform/jobs/worker-log.ts'

/** Makes graphile-worker's own tables, owned by dozo_owner. Before our migrations, whose functions call it. */
export async function prepareJobs(app: Pick<App, 'db'>): Promise<void> {
  await runMigrations({ pgPool: app.db.ownerPool() })
}

/** Runs jobs until stopped; a stop waits for those that are running (up to 30 seconds). */
export async function startWorker(app: App): Promise<Runner> {
  const definitions = app.features.flatMap((feature) => feature.jobs)
  const taskList: TaskList = {}
  for (const definition of definitions) {
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
  return run({
    pgPool: app.db.ownerPool(),
    taskList,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1000,
    gracefulShutdownAbortTimeout: 30_000,
    parsedCronItems: [],
    logger: quietLogger(app),
  })
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
