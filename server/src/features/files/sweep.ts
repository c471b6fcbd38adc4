import { limits } from '@dozo/content-model/limits'
import type { App } from '#platform/app.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { inSites } from '#platform/site-directory.ts'
import { isUuid } from '#lib/uuid.ts'
import { removeOrphanVariants } from './image-sweep.ts'
import { purgeRow } from './service.ts'
import * as sql from './sql.ts'
import { objectOf } from './upload.ts'

const dayMs = 86_400_000
const block = 100

/** Each night: files that have been in the trash long enough, links that are over, and bytes that no row names. */
export const sweep: JobDefinition = {
  name: 'files.sweep',
  label: { ja: '不要になったファイルを片付ける', en: 'Clear away files that nothing needs' },
  maxAttempts: 3,
  cron: { pattern: '20 3 * * *', timeZone: 'Asia/Tokyo' },
  async run({ app, signal }) {
    await emptyTrash(app, signal)
    await app.db.asOwner('links to files that are over', (tx) => tx.run(sql.removeOldLinks(app.clock())))
    await removeOrphans(app, signal)
    await removeOrphanVariants(app, signal)
  },
}

async function emptyTrash(app: App, signal: AbortSignal): Promise<void> {
  const before = new Date(app.clock().getTime() - limits.trashDays * dayMs)
  for await (const ctx of inSites(app, 'empty the trash', sql.sitesWithOver(before)))
    for (let rows = block; rows === block; signal.throwIfAborted()) {
      const objects = await ctx.tx(async (tx) => {
        const old = await sql.lockOver(tx, before, block)
        rows = old.length
        const gone: string[] = []
        for (const row of old) gone.push(...(await purgeRow(tx, row)))
        return gone
      })
      for (const object of objects) await app.storage.remove(objectOf(ctx.site.id, object))
    }
}

/** Younger ones may be those of an upload that is still coming in. */
async function removeOrphans(app: App, signal: AbortSignal): Promise<void> {
  const before = app.clock().getTime() - dayMs
  let waiting: string[] = []
  const look = async () => {
    const objects = waiting.map((name) => ({ siteId: name.split('/')[1] ?? '', id: idOf(name) }))
    const known = objects.filter(({ siteId, id }) => isUuid(siteId) && isUuid(id))
    const rows = await app.db.asOwner('bytes that no row names', (tx) =>
      tx.many<{ id: string }>(sql.named(known)),
    )
    const named = new Set(rows.map(({ id }) => id))
    for (const name of waiting) if (!named.has(idOf(name))) await app.storage.remove(name)
    waiting = []
  }
  for await (const { name, changedMs } of app.storage.list('files')) {
    signal.throwIfAborted()
    if (changedMs >= before) continue
    if (waiting.push(name) >= block) await look()
  }
  if (waiting.length > 0) await look()
}

/**
 * `files/<site>/7f/<id>`; `<id>.part` or, in an object storage, `<id>_<letters>.part` of an upload that may go on; or `<id>.<letters>.part` of
 * one that never came to its end.
 */
const idOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1).replace(/(_\w+)?\.part$/, '')
