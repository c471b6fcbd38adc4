import { feature, route } from '#platform/feature.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import { removeOldRefusals } from '#platform/http/refusals.ts'
import { callSite } from './call.ts'
import { explainPermission } from './permission.ts'
import { explainQuery } from './query.ts'
import { explainRefusal } from './refusal.ts'
import {
  CallBody,
  PermissionExplained,
  PermissionQuery,
  QueryBody,
  QueryExplained,
  RefusalExplained,
  SiteAnswer,
  TrialAnswer,
  TrialBody,
} from './schema.ts'
import { tryEndpoint } from './trial.ts'

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
  problems: {
    only_api_addresses: {
      ja: 'APIのアドレス（/api/…）だけを呼び出せます。',
      en: 'Only addresses of APIs (/api/…) can be called.',
    },
    trial_reads_only: {
      ja: '保存せずに試せるのは、コンテンツを読む操作だけです。',
      en: 'Only operations that read content can be tried without saving.',
    },
    trial_filter: {
      ja: '固定の絞り込みは、すべてのコンテンツを読める人だけが保存せずに試せます。',
      en: 'Only who may read all content can try a fixed filter without saving.',
    },
    trial_path: {
      ja: 'アドレスがエンドポイントのパスに合いません。',
      en: 'The address does not fit the path of the endpoint.',
    },
  },
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
      id: 'explain.call',
      method: 'POST',
      path: `${path}/call`,
      can: 'apis.read',
      summary: 'Call a reading endpoint at the site door, as a stranger or with a token',
      body: CallBody,
      status: 200,
      reply: SiteAnswer,
      handle: (ctx, { body, request }) => callSite(ctx, body, request.signal),
    }),
    route({
      id: 'explain.trial',
      method: 'POST',
      path: `${path}/trial`,
      can: 'apis.write',
      summary: 'Try settings of a reading endpoint that are not saved, within what one may read oneself',
      body: TrialBody,
      status: 200,
      reply: TrialAnswer,
      handle: (ctx, { body }) => tryEndpoint(ctx, body),
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
