import { feature, route, type SiteDoor } from '#platform/feature.ts'
import { countUse } from '#features/apis/live.ts'
import { handle } from './answer.ts'
import { cacheKey, cacheOf, formatOf, openClass, replyOf } from './cache.ts'
import { explain, ExplainQuery, Explanation } from './explain.ts'

/** Only answers that everyone may have are looked up here: a credential changes nothing about them. */
const kept: SiteDoor['kept'] = ({ app, site, path, search, headers, now }) => {
  const key = cacheKey(site.id, openClass, path, search, formatOf(headers))
  const hit = cacheOf(app).get(key, now.getTime())
  // A credential must be looked at before anything is answered, if only to be told that it is wrong.
  if (!hit || headers['authorization'] !== undefined) return undefined
  countUse(hit.value.uses, now)
  return replyOf(hit.value, headers, 'hit')
}

export const delivery = feature({
  name: 'delivery',
  problems: {
    not_in_batch: {
      ja: '{operation} は、まとめた呼び出しでは使えません。単独で呼び出してください。',
      en: '{operation} cannot be part of a batch. Call it on its own.',
    },
  },
  routes: [
    route({
      id: 'cache.explain',
      method: 'GET',
      path: '/manage/v1/sites/:site/cache/explain',
      can: 'apis.read',
      summary: 'Why an address is answered from memory or not',
      query: ExplainQuery,
      reply: Explanation,
      handle: (ctx, { query }) => explain(ctx, query.url),
    }),
  ],
  siteDoor: { prefix: '/api', kept, handle },
})
