import { setTimeout as wait } from 'node:timers/promises'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { Problem, type FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { inSites } from '#platform/site-directory.ts'
import { goLive, takeAway } from './publish.ts'
import * as sql from './schedule-sql.ts'
import { copyOf, tell } from './schedules.ts'
import { typeOfState } from './service.ts'
import * as entriesSql from './sql.ts'
import type { EntryState } from './state.ts'

const block = 100
const mostEarlyMs = 5000

/**
 * Does what is due in a site. Each schedule in a transaction of its own, which also crosses it off: done once, however often this runs.
 * What cannot be done is noted at the schedule and in the audit log, and this job stays in the list of jobs as failed.
 */
export const runSchedules: JobDefinition<{ at?: string }> = {
  name: 'entries.run-schedules',
  label: { ja: '予約した公開・非公開', en: 'Scheduled publishing and unpublishing' },
  // A second try would find nothing left to do, and the failure would be gone from the list.
  maxAttempts: 1,
  async run({ ctx, payload, signal }) {
    if (!ctx) return
    // Jobs are given out by the database's clock, which may be a little ahead of ours.
    const earlyMs = payload.at === undefined ? 0 : new Date(payload.at).getTime() - ctx.now().getTime()
    if (earlyMs > 0 && earlyMs <= mostEarlyMs) await wait(earlyMs, undefined, { signal })
    const failed: string[] = []
    for (let rows = await sql.due(ctx, block); rows.length > 0; rows = await sql.due(ctx, block)) {
      for (const row of rows) {
        signal.throwIfAborted()
        const errors = await ctx.tx((tx) => runOne(tx, row))
        if (errors)
          failed.push(`${row.entry_id}: ${errors.map(({ path, code }) => `${path} ${code}`).join(', ')}`)
      }
    }
    if (failed.length > 0) throw new Error(failed.slice(0, 20).join('; '))
  },
}

/** What went wrong, or nothing. */
async function runOne(tx: Tx, { id, entry_id }: { id: string; entry_id: string }) {
  const state = await entriesSql.lock(tx, entry_id)
  const row = await sql.lock(tx, id)
  if (row?.status !== 'waiting' || row.at > tx.ctx.now()) return undefined
  const errors = state
    ? await tx.savepoint(() => carryOut(tx, row, state)).then(() => null, errorsOf)
    : // It lies in the trash.
      [{ path: '', code: 'entry_missing', params: { id: entry_id } }]
  await sql.end(tx, id, errors)
  if (errors) await tellFailure(tx, row, state, errors)
  return errors ?? undefined
}

async function tellFailure(
  tx: Tx,
  { action, version, at, entry_id, type_id }: sql.ScheduleRow,
  state: EntryState | undefined,
  errors: FieldError[],
): Promise<void> {
  const told = { action, version, at: at.toISOString(), errors }
  if (state) {
    const { type } = await typeOfState(tx.ctx, state)
    return tell(tx, 'entry.schedule_failed', type, state, told, 'failed')
  }
  emit(tx, 'entry.schedule_failed', {
    subject: { type: 'entry', id: entry_id },
    changes: Object.fromEntries(Object.entries(told).map(([name, after]) => [name, { after }])),
    data: { typeId: type_id },
    result: 'failed',
  })
}

async function carryOut(tx: Tx, row: sql.ScheduleRow, state: EntryState): Promise<void> {
  const { type } = await typeOfState(tx.ctx, state)
  const { locales, id: schedule } = row
  if (row.version === null) return takeAway(tx, type, state, { locales, schedule })
  const now = tx.ctx.now()
  await goLive(tx, type, state, {
    copy: await copyOf(tx, type, state, row.version),
    locales,
    // A window that has ended, or not begun, would hide what was to appear now.
    from: state.liveFrom && state.liveFrom > now ? null : undefined,
    until: state.liveUntil && state.liveUntil <= now ? null : undefined,
    schedule,
  })
}

/** What a person can mend is told at the schedule. Anything else goes on its way: nothing was done, and it is still due. */
function errorsOf(error: unknown): FieldError[] {
  const mendable = error instanceof Problem && error.code !== 'content_type_changed'
  if (!mendable) throw error
  return error.errors.length > 0 ? error.errors : [{ path: '', code: error.code, params: error.params }]
}

/** The net under the jobs: what is due and was missed, because nothing ran or two clocks disagreed, is found within a minute. */
export const findDueSchedules: JobDefinition = {
  name: 'entries.find-due-schedules',
  label: { ja: '実行されていない予約を探す', en: 'Find schedules that are overdue' },
  maxAttempts: 3,
  cron: { pattern: '* * * * *', timeZone: 'UTC' },
  async run({ app }) {
    for await (const ctx of inSites(app, 'overdue schedules', sql.sitesWithDue(app.clock()))) await add(ctx)
  },
}

const add = (ctx: Ctx) =>
  ctx.tx((tx) =>
    ctx.app.jobs.add(tx, 'entries.run-schedules', {}, { key: `schedules ${ctx.site.id} overdue` }),
  )
