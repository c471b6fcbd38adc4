import { feature, route } from '#platform/feature.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { removeOldRefusals } from '#platform/http/refusals.ts'
import { explainPermission } from './permission.ts'
import { explainQuery } from './query.ts'
import { explainRefusal } from './refusal.ts'
import {
  PermissionExplained,
  PermissionQuery,
  QueryBody,
  QueryExplained,
  RefusalExplained,
} from './schema.ts'

const path = '/manage/v1/sites/:site/explain'
const keptDays = 7

const clearRefusals: JobDefinition = {
  name: 'explain.clear',
  label: { ja: '古い拒否の記録を片付ける', en: 'Clear what was refused long ago' },
  maxAttempts: 3,
  cron: { pattern: '20 3 * * *', timeZone: 'Asia/Tokyo' },
  async run({ app }) {
    const before = new Date(app.clock().getTime() - keptDays * 86_400_000)
    await app.db.asOwner('clear old refusals', (tx) => tx.run(removeOldRefusals(before)))
  },
}

/** Why: a permission, a refusal, a slow address. */
export const explain = feature({
  name: 'explain',
  routes: [
    route({
      id: 'explain.permission',
      method: 'GET',
      path: `${path}/permission`,
      can: 'members.read',
      summary: 'Whether a member may do something, and which grant says so',
      query: PermissionQuery,
      reply: PermissionExplained,
      handle: (ctx, { query }) => explainPermission(ctx, query),
    }),
    route({
      id: 'explain.query',
      method: 'POST',
      path: `${path}/query`,
      can: 'apis.write',
      summary: 'Statements, cost and indexes behind an address of a reading endpoint',
      body: QueryBody,
      status: 200,
      reply: QueryExplained,
      handle: (ctx, { body }) => explainQuery(ctx, body.url),
    }),
    route({
      id: 'explain.refusal',
      method: 'GET',
      path: `${path}/refusals/:id`,
      can: 'audit.read',
      summary: 'Why a request was refused, within the last seven days',
      reply: RefusalExplained,
      handle: (ctx, { params }) => explainRefusal(ctx, params.id),
    }),
  ],
  jobs: [clearRefusals],
  tables: { refusals: { backup: 'skip', erase: 'keep' } },
})
