import sql from 'sql-template-tag'
import type { Ctx } from '#platform/ctx.ts'

/**
 * Lets PostgreSQL count the tables that an import fills. It does so by itself once a minute and until then plans for what it knew: each
 * block would read everything that came before it.
 */
export const countGrowth = (ctx: Ctx): Promise<void> =>
  ctx.app.db.asOwner('growth of an import', async (tx) => {
    // A coarse count takes a fraction of a second; a fine one follows by itself.
    await tx.run(sql`set local default_statistics_target = 10`)
    await tx.run(sql`analyze entries, entry_versions, entry_index, entry_refs, entry_uniques`)
  })
