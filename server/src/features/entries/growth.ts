// PostgreSQL plans by what it last counted. By itself it counts a table up to a minute after it has grown; until then a site that has
// just got its first two hundred entries is read as if it had three, at seconds a question. So what has grown is counted at once.
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/ctx.ts'

/** Less than this many writes are not worth a count, however few entries there are. */
const fewest = 50
/** Of the entries there are: so many writes later they are counted again. In between and beyond, PostgreSQL does what it always does. */
const share = 0.5

type Growth = { written: number; next: number; counting: Promise<void> | undefined; stopped: boolean }

const kept = Symbol('growth of entries')

const growthOf = (app: App): Growth =>
  app.kept(kept, () => {
    const growth: Growth = { written: 0, next: fewest, counting: undefined, stopped: false }
    app.beforeStop(async () => {
      growth.stopped = true
      await growth.counting
    })
    return growth
  })

/** Notes that entries were written; once they are enough, and committed, the tables they lie in are counted. */
export function noteWritten(tx: Tx, entries: number): void {
  const { app } = tx.ctx
  tx.afterCommit(() => {
    const growth = growthOf(app)
    growth.written += entries
    countWhenGrown(app, growth)
  })
}

/** Until what has grown is counted: for work that writes a lot and reads what it wrote. */
export async function grownCounted(app: App): Promise<void> {
  await growthOf(app).counting
}

function countWhenGrown(app: App, growth: Growth): void {
  if (growth.counting || growth.stopped || growth.written < growth.next) return
  growth.written = 0
  growth.counting = count(app)
    .then(
      (entries) => void (growth.next = Math.max(fewest, entries * share)),
      // It is tried again after as many writes; plans are as they were.
      (error: unknown) => app.log.debug({ err: error }, 'the tables of entries could not be counted'),
    )
    .finally(() => {
      growth.counting = undefined
      countWhenGrown(app, growth)
    })
}

/** About how many entries there are, in all sites. */
const count = (app: App): Promise<number> =>
  app.db.asOwner('growth of entries', async (tx) => {
    // Somebody who counts a table already does it for us.
    await tx.run(sql`analyze (skip_locked) entries, entry_versions, entry_index, entry_refs, entry_uniques`)
    const [table] = await tx.many<{ entries: number }>(
      sql`select reltuples::float8 as entries from pg_class where oid = 'entries'::regclass`,
    )
    return table?.entries ?? 0
  })
