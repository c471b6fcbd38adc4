import type { JobDefinition } from '#platform/jobs/job.ts'
import { guessLimits } from './limits.ts'
import { removeOldWindows } from '#platform/rate-limit.ts'
import * as sql from './sql.ts'

/** Ended sessions and forgotten guesses of every site are cleared away each night. */
export const clearSessions: JobDefinition = {
  name: 'sessions.clear',
  label: { ja: '期限切れのセッションを片付ける', en: 'Clear ended sessions' },
  maxAttempts: 3,
  cron: { pattern: '15 3 * * *', timeZone: 'Asia/Tokyo' },
  async run({ app }) {
    const now = app.clock()
    await app.db.asOwner('clear ended sessions', async (tx) => {
      for (const statement of sql.removeExpired(now, new Date(now.getTime() - guessLimits.forgetMs)))
        await tx.run(statement)
      await tx.run(removeOldWindows(new Date(now.getTime() - 2 * 86_400_000)))
    })
  },
}
