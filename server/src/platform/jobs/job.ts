import type { App } from '#platform/app.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Words } from '#platform/words.ts'

/** Work outside a request. Safe to run twice: a process may die after the work and before the job is crossed off. */
export type JobDefinition<Payload = any> = {
  /** Room first: `imports.run`. */
  name: string
  label: Words
  maxAttempts: number
  /** Five fields (minute hour day month weekday) in a time zone. Without it the job runs when it is added. */
  cron?: { pattern: string; timeZone: string }
  /** With a site in the payload `ctx` is the system in that site; cron jobs of the whole instance get none. */
  run(job: {
    app: App
    ctx: Ctx | undefined
    payload: Payload
    signal: AbortSignal
    /** Should this try fail, none follows by itself. */
    lastTry: boolean
  }): Promise<void>
}

type JobState = 'waiting' | 'running' | 'retrying' | 'dead'

export type JobRow = {
  id: string
  name: string
  state: JobState
  attempts: number
  maxAttempts: number
  runAt: Date
  lastError: string | null
}
