import type { Ctx } from '#platform/ctx.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { inSites } from '#platform/site-directory.ts'
import { modelOf } from '#features/content-types/service.ts'
import { purgeRows } from './trash.ts'
import * as sql from './trash-sql.ts'

const block = 200

/** Each night what has been in the trash long enough goes for ever, in every site. */
export const emptyTrash: JobDefinition = {
  name: 'entries.empty-trash',
  label: { ja: 'ゴミ箱の古いコンテンツを消す', en: 'Delete what has been in the trash long enough' },
  maxAttempts: 3,
  cron: { pattern: '40 3 * * *', timeZone: 'Asia/Tokyo' },
  async run({ app, signal }) {
    for await (const ctx of inSites(app, 'empty the trash', sql.sitesWithOver(app.clock())))
      while ((await purgeBlock(ctx)) === block) signal.throwIfAborted()
  },
}

async function purgeBlock(ctx: Ctx): Promise<number> {
  const model = await modelOf(ctx)
  return ctx.tx(async (tx) => {
    const rows = await sql.lockOver(tx, block)
    await purgeRows(
      tx,
      rows.map((row) => ({ row, type: model.byId(row.typeId) })),
    )
    return rows.length
  })
}
