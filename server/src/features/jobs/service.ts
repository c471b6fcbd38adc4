// Jobs of the site: what waits, what failed, and a second chance for it. Done jobs are gone.
import type { Ctx } from '#platform/ctx.ts'
import { notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { Job } from './schema.ts'

export async function list(ctx: Ctx, state?: string): Promise<Job[]> {
  const labels = new Map(ctx.app.features.flatMap((f) => f.jobs).map((job) => [job.name, job.label]))
  const rows = await ctx.app.jobs.list(ctx)
  return rows
    .filter((row) => state === undefined || row.state === state)
    .map((row) => ({
      ...row,
      label: labels.get(row.name)?.[ctx.language] ?? row.name,
      runAt: row.runAt.toISOString(),
    }))
}

export async function retry(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx(async (tx) => {
    if (!(await ctx.app.jobs.retry(tx, id))) throw notFound()
    emit(tx, 'job.retried', { subject: { type: 'job', id } })
  })
}

export async function cancel(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx(async (tx) => {
    if (!(await ctx.app.jobs.cancel(tx, id))) throw notFound()
    emit(tx, 'job.cancelled', { subject: { type: 'job', id } })
  })
}
