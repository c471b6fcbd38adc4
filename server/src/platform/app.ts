import type { Changes } from '#platform/changes.ts'
import type { Config } from '#platform/config.ts'
import type { Secrets } from '#platform/crypto/secrets.ts'
import type { Ctx, Site } from '#platform/ctx.ts'
import type { Database } from '#platform/db/database.ts'
import type { Feature } from '#platform/feature.ts'
import type { Jobs } from '#platform/jobs/jobs.ts'
import type { Log } from '#platform/log.ts'
import type { Storage } from '#platform/storage/storage.ts'

/** The running product: what every context carries. Made once by main.ts (and once per test). */
export type App = {
  readonly config: Config
  readonly db: Database
  readonly log: Log
  readonly secrets: Secrets
  readonly storage: Storage
  readonly jobs: Jobs
  readonly features: readonly Feature[]
  /** Random suffix of this installation; keeps cookies of several installations on one machine apart. */
  readonly suffix: string
  /** The time. Tests give a fake one. */
  clock(): Date
  /** A new UUIDv7. */
  newId(): string
  /** Something kept in this process by a feature (a cache), made on first use. */
  kept<T>(key: symbol, make: () => T): T
  /** Tags that changed, here or in another process. */
  readonly changes: Changes
  /** Tells this process at once, and the others soon, that what carries these tags has changed. */
  changed(tags: string[]): void
  /** Name of this process in messages to the others. */
  readonly sender: string
  /** Wakes the readers of events. */
  wake(): void
  /** Work of a feature that must be done before this process ends, while the database is still there. */
  beforeStop(work: () => Promise<void>): void
  /** Does that work and tells the other processes what is still to be told. Before the database is closed. */
  stop(): Promise<void>
}

/** The rooms' ways of finding the caller and the site; handed to the doors by app.ts. */
export type Authenticate = (app: App, credentials: Credentials) => Promise<Authenticated | undefined>
export type Credentials = {
  cookie: string | undefined
  bearer: string | undefined
  door: 'console' | 'site'
  now: Date
}
export type Authenticated = {
  actor: Ctx['actor']
  /** The credential came by itself with the request (a cookie), so that another site could have caused it. */
  ambient: boolean
  rightsIn(site: Site): Promise<Ctx['rights']>
  /** Told once the caller has been let in, before anything is done. */
  entered?(ctx: Ctx): Promise<void>
}
