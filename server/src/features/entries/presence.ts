// Who else has an entry open. It informs and never locks: whoever saves is stopped by what has changed, not by who looks.
import { memberOf, type Ctx } from '#platform/ctx.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import * as sql from './presence-sql.ts'
import type { Here, Presence } from './presence-schema.ts'
import { get } from './service.ts'

/** Whoever has not said so for this long is gone: three of the console's rounds. */
const goneMs = 50_000

/** Says that the caller has the entry open; gives who else has, and the newest `etag`. Nobody is told who may not read it. */
export async function here(ctx: Ctx, id: string, { writing }: Here): Promise<Presence> {
  const { siteId, id: memberId } = memberOf(ctx)
  const { etag, updatedBy, updatedAt } = await get(ctx, id)
  const now = ctx.now()
  const since = new Date(now.getTime() - goneMs)
  const others = await ctx.tx(async (tx) => {
    await sql.put(tx, { entryId: id, siteId, memberId, writing, now, since })
    return sql.others(tx, id, memberId, since)
  })
  return {
    etag,
    updatedAt,
    updatedBy,
    others: others.map((one) => ({
      id: one.member_id,
      name: one.name,
      writing: one.writing,
      since: one.since.toISOString(),
    })),
  }
}

/** Says that the caller has closed it. */
export async function leave(ctx: Ctx, id: string): Promise<void> {
  const { id: memberId } = memberOf(ctx)
  await get(ctx, id)
  await ctx.tx((tx) => sql.remove(tx, id, memberId))
}

export const clearPresence: JobDefinition = {
  name: 'entries.clear-presence',
  label: { ja: 'コンテンツを開いている人の古い記録を消す', en: 'Clear old notes of who has entries open' },
  maxAttempts: 3,
  cron: { pattern: '20 * * * *', timeZone: 'UTC' },
  async run({ app }) {
    const before = new Date(app.clock().getTime() - goneMs)
    await app.db.asOwner('clear presence', (tx) => tx.run(sql.removeOld(before)))
  },
}
