import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectAlone } from '#platform/db/pools.ts'
import { startCron } from '#platform/jobs/cron.ts'
import { bareApp } from '../bare-app.ts'
import { testDatabase } from '../harness-db.ts'

test('a stop right behind a change tells the others first, and gives every connection back', async () => {
  const { database: db, connection, close } = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'dozo-stop-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const app = await bareApp(db, { folder })
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
