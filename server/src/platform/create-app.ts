import { hrtime } from 'node:process'
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { createChanges } from '#platform/changes.ts'
import type { Config } from '#platform/config.ts'
import { openSecrets } from '#platform/crypto/secrets.ts'
import type { Database } from '#platform/db/database.ts'
import { notifier } from '#platform/db/listen.ts'
import type { Feature } from '#platform/feature.ts'
import { createJobs } from '#platform/jobs/jobs.ts'
import type { Log } from '#platform/log.ts'
import { openStorage } from '#platform/storage/open-storage.ts'
import { uuidv7 } from '#lib/uuid.ts'

export type AppParts = {
  config: Config
  db: Database
  log: Log
  features: readonly Feature[]
  clock?: () => Date
}

/** Channel names of NOTIFY: tags that changed, and "there are new events". */
export const channels = { changes: 'dozo_changes', events: 'dozo_events' }

/** Puts the running product together on an open, migrated database. */
export async function createApp({
  config,
  db,
  log,
  features,
  clock = () => new Date(),
}: AppParts): Promise<App> {
  const changes = createChanges()
  const notify = notifier(db)
  const kept = new Map<symbol, unknown>()
  const atStop: (() => Promise<void>)[] = []
  const sender = `${process.pid}.${hrtime.bigint().toString(36)}`
  const [instance] = await db.read<{ id: string }>(null, sql`select id from instance`)
  if (!instance) throw new Error('the database is migrated but holds no instance')
  const app: App = {
    config,
    db,
    log,
    features,
    changes,
    secrets: await openSecrets(config),
    storage: await openStorage(config),
    jobs: createJobs(),
    sender,
    suffix: instance.id.slice(-8),
    clock,
    newId: () => uuidv7(clock().getTime()),
    kept<T>(key: symbol, make: () => T): T {
      if (!kept.has(key)) kept.set(key, make())
      return kept.get(key) as T
    },
    changed(tags) {
      changes.mark(tags)
      notify.send(channels.changes, tags, sender)
    },
    wake: () => notify.send(channels.events, ['new'], sender),
    beforeStop: (work) => void atStop.push(work),
    async stop() {
      for (const work of atStop) await work()
      await notify.stop()
    },
  }
  return app
}
