// The job queue gives up when it loses the database; a stop that comes while another one takes its place still ends.
import sql from 'sql-template-tag'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#platform/db/database.ts'
import { feature } from '#platform/feature.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { createLog } from '#platform/log.ts'
import { bareApp } from '../bare-app.ts'
import { testDatabase } from '../harness-db.ts'
import { cutDatabase } from './cut-database.ts'
import { ownFolder } from './own-folder.ts'

const moments = ['before the next one is begun', 'while the next one begins'] as const

test.each(moments)('a stop %s leaves no queue and no connection behind', async (moment) => {
  const folder = ownFolder()
  onTestFinished(() => folder[Symbol.dispose]())
  const own = await testDatabase()
  onTestFinished(own.close)
  const between = await cutDatabase(own.connection)
  onTestFinished(between.close)
  const gaveUp = Promise.withResolvers<void>()
  const beginning = Promise.withResolvers<void>()
  const log = {
    ...createLog('silent'),
    error: (...said: unknown[]) => {
      if (said.some((word) => String(word).includes('starting it again'))) gaveUp.resolve()
    },
  }
  let begun = 0
  const db = openDatabase({ connection: { url: between.url }, poolSize: 2, log })
  // The line breaks while the job runs: that it is over cannot be written down, and the queue gives up.
  const job = {
    name: 'test.breaks',
    label: { ja: '切断', en: 'Breaks' },
    maxAttempts: 1,
    run: async () => {
      if (begun === 1) between.cut()
    },
  }
  const app = await bareApp(db, { folder: folder.path, log, extra: [feature({ name: 'test', jobs: [job] })] })
  const ownerPool = () => {
    if (++begun === 2) beginning.resolve()
    return db.ownerPool()
  }
  const worker = await startWorker({ ...app, db: { ...db, ownerPool } })
  await own.database.asOwner('test', (tx) =>
    tx.run(sql`select graphile_worker.add_job('test.breaks', '{}'::json)`),
  )

  await gaveUp.promise
  between.mend()
  if (moment === 'while the next one begins') await beginning.promise
  await worker.stop()
  await app.stop()
  await db.close()
  expect(begun).toBe(moment === 'while the next one begins' ? 2 : 1)
})
