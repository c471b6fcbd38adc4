import sql from 'sql-template-tag'
import { readConfig } from '#platform/config.ts'
import { createApp } from '#platform/create-app.ts'
import type { Database } from '#platform/db/database.ts'
import type { Feature } from '#platform/feature.ts'
import { createLog, type Log } from '#platform/log.ts'
import { uuidv7 } from '#lib/uuid.ts'
import { features } from '../src/app.ts'

type Options = { folder: string; log?: Log; extra?: Feature[] }

/** The product on a database of its own, with an instance and no site: nothing of it runs yet. */
export async function bareApp(db: Database, { folder, log = createLog('silent'), extra = [] }: Options) {
  await db.asOwner('test', (tx) =>
    tx.run(sql`insert into instance (id, created_at) values (${uuidv7()}, now())`),
  )
  const config = readConfig({ DOZO_DATA: folder })
  return createApp({ config, db, log, features: [...features, ...extra] })
}
