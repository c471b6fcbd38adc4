import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { JobRow } from '#platform/jobs/job.ts'

/** Adding and looking at jobs, from inside a site. */
export type Jobs = {
  /**
   * Adds a job in the transaction: it exists if and only if the transaction commits. The same `key` twice is one job. Without `runAt`
   * it is due at once by the database's clock, which is the one that gives jobs out: ours may be ahead of it.
   */
  add(
    tx: Tx,
    name: string,
    payload: Record<string, unknown>,
    options?: { runAt?: Date; key?: string },
  ): Promise<string>
  list(ctx: Ctx): Promise<JobRow[]>
  /** False when there is no such job in the site or it is running. */
  retry(tx: Tx, id: string): Promise<boolean>
  cancel(tx: Tx, id: string): Promise<boolean>
}

type Row = {
  id: number
  name: string
  locked: boolean
  attempts: number
  max_attempts: number
  run_at: Date
  last_error: string | null
}

export function createJobs(): Jobs {
  return {
    async add(tx, name, payload, options = {}) {
      const definition = tx.ctx.app.features.flatMap((f) => f.jobs).find((job) => job.name === name)
      if (!definition) throw new Error(`no feature has a job called ${name}`)
      const body = JSON.stringify({ ...payload, siteId: tx.ctx.site.id })
      const row = await tx.one<{ id: number }>(sql`
        select add_job(
          ${name}, ${body}::json, ${options.runAt ?? null}, ${definition.maxAttempts}, ${options.key ?? null}
        ) as id
      `)
      return String(row.id)
    },
    async list(ctx) {
      const rows = await ctx.read<Row>(sql`select * from site_jobs()`)
      return rows.map((row) => ({
        id: String(row.id),
        name: row.name,
        state: stateOf(row),
        attempts: row.attempts,
        maxAttempts: row.max_attempts,
        runAt: row.run_at,
        lastError: row.last_error,
      }))
    },
    retry: async (tx, id) => (await tx.one<{ done: boolean }>(sql`select retry_job(${id}) as done`)).done,
    cancel: async (tx, id) => (await tx.one<{ done: boolean }>(sql`select cancel_job(${id}) as done`)).done,
  }
}

function stateOf(row: Row): JobRow['state'] {
  if (row.locked) return 'running'
  if (row.attempts >= row.max_attempts) return 'dead'
  return row.attempts > 0 ? 'retrying' : 'waiting'
}
