import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, type Content } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'

const dozo = useDozo()
let content: Content

beforeAll(async () => {
  const owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('page', [field('text', 'title', { localized: true }), field('number', 'price')]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/pages/{id}', operation: 'entries.get', type: 'page', cacheSeconds: 60 }
  succeeded(await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint }))
})

type Locale = 'ja' | 'en'
type Titles = Partial<Record<Locale, string>>
type Known = {
  work: { title: Titles; price: number }
  /** What readers have; nothing: it is not public. */
  live: { title: Titles; price: number; locales: Locale[] } | null
}
type Step =
  | { do: 'write'; locale: Locale; title: string | null }
  | { do: 'price'; price: number }
  | { do: 'publish' | 'unpublish'; locale: Locale }

const locale = fc.constantFrom<Locale>('ja', 'en')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('write' as const),
    locale,
    title: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null }),
  }),
  fc.record({ do: fc.constant('price' as const), price: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ do: fc.constantFrom('publish' as const, 'unpublish' as const), locale }),
)

const withTitle = (titles: Titles, of: Locale, title: string | null | undefined): Titles => {
  const { [of]: _old, ...rest } = titles
  return title ? { ...rest, [of]: title } : rest
}

/** What each step is meant to do, and nothing else. */
function next({ work, live }: Known, one: Step): Known {
  if (one.do === 'price') return { work: { ...work, price: one.price }, live }
  if (one.do === 'write')
    return { work: { ...work, title: withTitle(work.title, one.locale, one.title) }, live }
  const locales = (live?.locales ?? []).filter((known) => known !== one.locale)
  if (one.do === 'unpublish') {
    if (!live?.locales.includes(one.locale)) return { work, live }
    const left = { ...live, title: withTitle(live.title, one.locale, null), locales }
    return { work, live: locales.length > 0 ? left : null }
  }
  const title = withTitle(live?.title ?? {}, one.locale, work.title[one.locale])
  return { work, live: { title, price: work.price, locales: [...locales, one.locale] } }
}

async function carryOut(id: string, one: Step): Promise<void> {
  if (one.do === 'price') succeeded(await content.patch(id, { price: one.price }))
  else if (one.do === 'write') succeeded(await content.patch(id, { title: { [one.locale]: one.title } }))
  else if (one.do === 'publish') succeeded(await content.publish(id, { locales: [one.locale] }))
  else await content.unpublish(id, `?locales=${one.locale}`)
}

test('whatever is written, published and taken away in one language leaves the other one and the shared fields alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
      const { id } = await content.create('page', { title: { ja: 'a', en: 'b' }, price: 1 })
      let known: Known = { work: { title: { ja: 'a', en: 'b' }, price: 1 }, live: null }
      for (const one of steps) {
        await carryOut(id, one)
        known = next(known, one)
        const entry = await content.get(id)
        expect({ title: {}, ...entry.values }).toEqual(known.work)
        expect(entry.live && { title: {}, ...entry.live, locales: entry.locales }).toEqual(
          known.live && { ...known.live, locales: known.live.locales.toSorted() },
        )
      }
      for (const of of ['ja', 'en'] as const) {
        const { status, body } = await dozo.site(`/api/out/pages/${id}?locale=${of}&fallback=none`)
        const seen = known.live?.locales.includes(of) && known.live.title[of] !== undefined
        expect(status === 200 ? [body.data.title, body.data.price] : status, of).toEqual(
          seen ? [known.live!.title[of], known.live!.price] : 404,
        )
      }
    }),
    { numRuns: 25, seed: 20261125 },
  )
}, 120_000)
