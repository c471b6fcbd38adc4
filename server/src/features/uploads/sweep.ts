import type { JobDefinition } from '#platform/jobs/job.ts'
import { objectOf } from '#features/files/service.ts'
import * as sql from './sql.ts'

const block = 100

/** Each night: uploads that nobody went on with. What a death in here leaves of their bytes is named by no row, and swept away with the files'. */
export const sweep: JobDefinition = {
  name: 'uploads.sweep',
  label: { ja: '途中で終わったアップロードを片付ける', en: 'Clear away uploads that nobody went on with' },
  maxAttempts: 3,
  cron: { pattern: '10 3 * * *', timeZone: 'Asia/Tokyo' },
  async run({ app, signal }) {
    for (let rows = block; rows === block; signal.throwIfAborted()) {
      const gone = await app.db.asOwner('uploads that are over', (tx) =>
        tx.many<{ siteId: string; id: string; done: boolean }>(sql.removeOver(app.clock(), block)),
      )
      rows = gone.length
      for (const { siteId, id, done } of gone) if (!done) await app.storage.remove(objectOf(siteId, id))
    }
  },
}
