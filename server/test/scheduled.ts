// Looking at schedules, and letting what is due happen.
import { succeeded } from './content.ts'
import type { Ask, Dozo } from './harness.ts'

/** Ten minutes: shorter than a session may be idle. */
export const span = 600_000

/** The moment so many milliseconds after the time that it is for the features. */
export const inMs = (dozo: Dozo, ms: number): string => new Date(dozo.time.now.getTime() + ms).toISOString()

/** The job, through the queue, at the time that it is for the features. */
export async function runSchedules(dozo: Dozo): Promise<void> {
  const ctx = await dozo.system()
  await ctx.tx((tx) => dozo.app.jobs.add(tx, 'entries.run-schedules', {}))
  await dozo.settled()
}

/** Schedules of the site that the caller may see, by a query such as `?type=memo`. */
export const schedules = async (ask: Ask, query = ''): Promise<any[]> =>
  succeeded(await ask(`/manage/v1/sites/main/schedules${query}`))

/** Schedules of one entry that stand so. */
export const schedulesOf = (ask: Ask, id: string, status: string): Promise<any[]> =>
  schedules(ask, `?status=${status}&entry=${id}`)
