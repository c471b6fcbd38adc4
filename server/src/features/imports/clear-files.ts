import type { JobDefinition } from '#platform/jobs/job.ts'
import * as sql from './sql.ts'

const keptDays = 30

/** Files of imports that failed or were cancelled are kept for a month, so that they can be gone on with. */
export const clearFiles: JobDefinition = {
  name: 'imports.clear-files',
  label: { ja: '古い取り込みファイルを片付ける', en: 'Clear files of old imports' },
  maxAttempts: 3,
  cron: { pattern: '50 3 * * *', timeZone: 'Asia/Tokyo' },
  async run({ app }) {
    const before = new Date(app.clock().getTime() - keptDays * 86_400_000)
    const rows = await app.db.asOwner('clear files of old imports', (tx) =>
      tx.many<{ file: string }>(sql.abandonedFiles(before)),
    )
    for (const { file } of rows) await app.storage.remove(file)
  },
}
