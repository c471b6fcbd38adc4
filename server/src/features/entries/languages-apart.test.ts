import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { imported } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
const full = process.env['TEST_FULL'] !== undefined

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const fields = [field('text', 'title', { localized: true }), field('number', 'price')]
  await content.define(definition('page', fields))
})

type Locale = 'ja' | 'en'
type Values = { title: Partial<Record<Locale, string>>; price: number }

const locale = fc.constantFrom<Locale>('ja', 'en')
const title = fc.constantFrom('a', 'b', 'c', 'd')
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('write' as const), locale, title }),
    fc.record({ do: fc.constant('price' as const), price: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constantFrom('import' as const, 'table' as const), locale, title }),
    fc.record({ do: fc.constant('import price' as const), price: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('bulk' as const), price: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('restore title' as const), back: fc.nat(3), locale }),
    fc.record({ do: fc.constant('restore price' as const), back: fc.nat(3) }),
    fc.record({ do: fc.constant('restore' as const), back: fc.nat(3) }),
  ),
  { minLength: 4, maxLength: 10 },
)
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never

/** What each step is meant to do to what editors see, and nothing else. */
function next(now: Values, step: Step, old: Values): Values {
  switch (step.do) {
    case 'write':
    case 'import':
    case 'table':
      return { ...now, title: { ...now.title, [step.locale]: step.title } }
    case 'price':
    case 'import price':
    case 'bulk':
      return { ...now, price: step.price }
    case 'restore title':
      return { ...now, title: { ...now.title, [step.locale]: old.title[step.locale] } }
    case 'restore price':
      return { ...now, price: old.price }
    case 'restore':
      return old
  }
}

async function carryOut(id: string, key: string, step: Step, version: number): Promise<void> {
  const restore = async (more: object) => {
    const request = { method: 'POST', ifMatch: '*' as const, body: { version, ...more } }
    succeeded(await owner(`${content.at}/entries/${id}/restore`, request))
  }
  const bring = async (lines: string | object[], options: object = {}) => {
    expect(await imported(owner, 'page', lines as object[], options)).toMatchObject({
      refused: [],
      created: 0,
    })
  }
  switch (step.do) {
    case 'write':
      return void succeeded(await content.patch(id, { title: { [step.locale]: step.title } }))
    case 'price':
      return void succeeded(await content.patch(id, { price: step.price }))
    case 'import':
      return bring([{ key, title: step.title }], { locale: step.locale })
    case 'table':
      return bring(`key,title.${step.locale}\n${key},${step.title}\n`, { format: 'csv' })
    case 'import price':
      return bring([{ key, price: step.price }])
    case 'bulk': {
      const action = { kind: 'set', field: 'price', value: step.price }
      const body = { type: 'page', ids: [id], action }
      const made = succeeded(await owner(`${content.at}/entries/bulk`, { method: 'POST', body }))
      const state = async () => succeeded(await owner(`${content.at}/bulk-actions/${made.id}`)).status
      return expect.poll(state, { timeout: 60_000 }).toBe('done')
    }
    case 'restore title':
      return restore({ fields: [{ field: 'title', locale: step.locale }] })
    case 'restore price':
      return restore({ fields: [{ field: 'price' }] })
    case 'restore':
      return restore({})
  }
}

let made = 0
test(
  'imports, bulk changes and restores touch the language and the field they name: not the other ones, and not what readers have',
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (chosen) => {
        const key = `p${++made}`
        let known: Values = { title: { ja: 'a', en: 'b' }, price: 1 }
        const { id, version, values } = await content.create('page', known, { key, publish: true })
        const versions = new Map<number, Values>([[version, known]])
        for (const step of chosen) {
          const all = [...versions.keys()]
          const back = 'back' in step ? all[step.back % all.length]! : version
          await carryOut(id, key, step, back)
          known = next(known, step, versions.get(back)!)
          const entry = await content.get(id)
          expect([entry.values, entry.live, entry.locales], JSON.stringify(step)).toEqual([
            known,
            values,
            ['en', 'ja'],
          ])
          versions.set(entry.version, known)
        }
      }),
      { numRuns: full ? 100 : 8, ...(full ? {} : { seed: 20261125 }) },
    )
  },
  full ? 600_000 : 60_000,
)
