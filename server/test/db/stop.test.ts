import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { createApp } from '#platform/create-app.ts'
import { connectAlone } from '#platform/db/pools.ts'
import { startCron } from '#platform/jobs/cron.ts'
import { createLog } from '#platform/log.ts'
import { uuidv7 } from '#lib/uuid.ts'
import { features } from '../../src/app.ts'
import { testDatabase } from '../harness-db.ts'

test('a stop right behind a change tells the others first, and gives every connection back', async () => {
  const { database: db, connection, close } = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'dozo-stop-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await db.asOwner('test', (tx) =>
    tx.run(sql`insert into instance (id, created_at) values (${uuidv7()}, now())`),
  )
  const config = readConfig({ DOZO_DATA: folder })
  const app = await createApp({ config, db, log: createLog('silent'), features })
  const ear = await connectAlone(connection, 'ear')
  onTestFinished(() => ear.end())
  await ear.query('listen dozo_changes')
  const heard: unknown[] = []
  ear.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')))

  await startCron(app).stop()
  app.changed(['type:late'])
  await app.stop()
  await ear.query('select 1')
  expect(heard).toMatchObject([{ tags: ['type:late'] }])
  await ear.end()
  await close()
})
