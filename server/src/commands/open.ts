import sql from 'sql-template-tag'
import { features } from '../app.ts'
import type { App } from '#platform/app.ts'
import type { Config } from '#platform/config.ts'
import { createApp } from '#platform/create-app.ts'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import type { Connection } from '#platform/db/pools.ts'
import { prepareRoles } from '#platform/db/roles.ts'
import { prepareJobs } from '#platform/jobs/worker.ts'
import { createLog, type Log } from '#platform/log.ts'
import { uuidv7 } from '#lib/uuid.ts'
import * as sample from '#features/sample/service.ts'
import * as sites from '#features/sites/service.ts'

export type Opened = {
  app: App
  db: Database
  log: Log
  connection: Connection
  fresh: boolean
  close(): Promise<void>
}

/** Database up, migrated, with its instance and home site. `share`: beside a server that is already running. */
export async function open(config: Config, { share = false } = {}): Promise<Opened> {
  const log = createLog(config.logLevel)
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ dataDir: config.dataDir, memoryMb: config.databaseMb, log, share })
  const connection: Connection = embedded ? embedded.connection : { url: config.databaseUrl }
  try {
    await prepareRoles(connection)
    const db = openDatabase({ connection, poolSize: config.databasePool, log })
    await migrate({ connection, log })
    await prepareJobs({ db })
    await makeInstance(db)
    const app = await createApp({ config, db, log, features })
    const fresh = await makeHomeSite(app)
    const close = async () => {
      await app.stop()
      await db.close().finally(() => embedded?.stop())
    }
    return { app, db, log, connection, fresh, close }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

const makeInstance = (db: Database) =>
  db.asOwner('first start', (tx) =>
    tx.run(
      sql`insert into instance (id, created_at) values (${uuidv7()}, ${new Date()}) on conflict do nothing`,
    ),
  )

/** True when this was the first start. */
async function makeHomeSite(app: App): Promise<boolean> {
  const site = { key: 'main', name: app.config.language === 'ja' ? 'メインサイト' : 'Main site' }
  const made = await sites.make(
    app,
    { ...site, locales: ['ja', 'en'], defaultLocale: 'ja', timeZone: 'Asia/Tokyo' },
    true,
  )
  if (made && app.config.sample) await sample.make(app)
  return made !== undefined
}
