// Why an address was answered from memory or not, in words: for `dozo cache explain <url>`.
import Type, { type Static } from 'typebox'
import type { Ctx } from '#platform/ctx.ts'
import { invalid } from '#platform/errors.ts'
import { say, type Words } from '#platform/words.ts'
import { endpointsAt, liveApi } from '#features/apis/live.ts'
import { cacheKey, cacheOf, openClass } from './cache.ts'
import { isOpen } from './caller.ts'

export const ExplainQuery = Type.Object(
  { url: Type.String({ maxLength: 4000, description: 'Address at the site door, with or without host' }) },
  { additionalProperties: false },
)
export const Explanation = Type.Object(
  {
    state: Type.Enum(['kept', 'not-kept', 'never']),
    why: Type.String(),
    tags: Type.Array(Type.String(), { description: 'A change of any of these purges it' }),
    until: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    bytes: Type.Integer(),
  },
  { title: 'Explanation', additionalProperties: false },
)
type Explanation = Static<typeof Explanation>

const words = {
  kept: {
    ja: 'メモリーに保持しています。次のどれかが変わると捨てます。',
    en: 'Kept in memory. A change of any of these tags purges it.',
  },
  off: { ja: 'キャッシュが止まっています（DOZO_CACHE_MB=0）。', en: 'The cache is off (DOZO_CACHE_MB=0).' },
  noApi: { ja: 'このパスのAPIはありません。', en: 'There is no API at this path.' },
  noEndpoint: { ja: 'このパスのエンドポイントはありません。', en: 'There is no endpoint at this path.' },
  zero: { ja: 'エンドポイントのキャッシュ秒数が0です。', en: 'The endpoint’s cache seconds are 0.' },
  write: { ja: '書き込みや個人の操作は保持しません。', en: 'Writes and personal operations are never kept.' },
  personal: {
    ja: '呼び出す人を確かめてから返す応答です。ここから見えるのは、だれにでも同じ公開の応答だけです。',
    en: 'Found only after its caller was looked at or counted; only answers that are open to all can be looked at from here.',
  },
  absent: {
    ja: 'まだ呼ばれていないか、変更・期限・容量のために捨てました。次の呼び出しで保持します。',
    en: 'Not called yet, or purged by a change, its time or for space. The next call keeps it.',
  },
} satisfies Record<string, Words>

export async function explain(ctx: Ctx, url: string): Promise<Explanation> {
  if (!URL.canParse(url, 'http://site')) throw invalid({ url: 'wrong_format' })
  const { pathname, search } = new URL(url, 'http://site')
  const [, prefix, apiKey = '', ...rest] = pathname.split('/')
  const never = (why: Words): Explanation => ({
    state: 'never',
    why: say(why, ctx.language),
    tags: [],
    until: null,
    bytes: 0,
  })
  if (ctx.app.config.cacheBytes === 0) return never(words.off)
  const api = prefix === 'api' ? await liveApi(ctx, apiKey) : undefined
  if (!api) return never(words.noApi)
  const endpoint = endpointsAt(api, `/${rest.join('/')}`).find(
    (one) => one.endpoint.operation.method === 'GET',
  )?.endpoint
  if (!endpoint) return never(words.noEndpoint)
  if (!endpoint.operation.cacheable) return never(words.write)
  if (endpoint.settings.cacheSeconds === 0) return never(words.zero)
  if (!isOpen(api, endpoint)) return never(words.personal)
  const kept = cacheOf(ctx.app).get(
    cacheKey(ctx.site.id, openClass, pathname, search.slice(1)),
    ctx.now().getTime(),
  )
  if (!kept) return { ...never(words.absent), state: 'not-kept' }
  const until =
    kept.untilMs === undefined || kept.untilMs === Infinity ? null : new Date(kept.untilMs).toISOString()
  return {
    state: 'kept',
    why: say(words.kept, ctx.language),
    tags: [...kept.tags],
    until,
    bytes: kept.bytes ?? 0,
  }
}
