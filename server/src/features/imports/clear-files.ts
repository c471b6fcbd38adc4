import type { App } from '#platform/app.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import * as sql from './sql.ts'

const keptDays = 30

/**
 * Files of imports that failed, were cancelled or had lines refused are kept for a month, so that they can be gone on with and mended.
 * Those whose import went with its content type are named by nobody any more.
 */
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
    await removeUnnamed(app, before)
  },
}

async function removeUnnamed(app: App, before: Date): Promise<void> {
  for await (const { name, changedMs } of app.storage.list('imports')) {
    if (changedMs >= before.getTime()) continue
    const named = await app.db.asOwner('files of imports that no row names', (tx) =>
      tx.maybeOne(sql.fileNamed(name)),
    )
    if (!named) await app.storage.remove(name)
  }
}
