import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, words, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/content-types'
const full = process.env['TEST_FULL'] !== undefined
let owner: Ask
let content: Content
let maker: string

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('maker', [field('text', 'name')]))
  maker = (await content.create('maker', { name: 'm' })).id
})

const options = fc
  .subarray(['x', 'y', 'z'], { minLength: 1 })
  .map((list) => list.map((value) => ({ value, name: words(value) })))
const localized = fc.boolean().map((yes) => (yes ? { localized: true } : {}))
const inner = fc
  .subarray([field('text', 't'), field('number', 'n')], { minLength: 1 })
  .map((fields) => ({ fields }))
/** A field in one of many forms, and a value that it takes. */
const forms: fc.Arbitrary<{ type: string; more: object; value: unknown }> = fc.oneof(
  fc.record({
    type: fc.constantFrom('text', 'textarea', 'markdown'),
    more: fc
      .tuple(localized, fc.constantFrom({}, { maxLength: 3 }))
      .map(([one, two]) => ({ ...one, ...two })),
    value: fc.constantFrom('abc', '12', 'x', 'はい'),
  }),
  fc.record({
    type: fc.constantFrom('number', 'counter'),
    more: fc.constant({}),
    value: fc.integer({ min: 1, max: 99 }),
  }),
  fc.record({ type: fc.constant('boolean'), more: localized, value: fc.boolean() }),
  fc.record({
    type: fc.constant('date'),
    more: localized,
    value: fc.constantFrom('2028-02-29', '2026-01-01'),
  }),
  fc.record({ type: fc.constant('slug'), more: fc.constant({}), value: fc.constantFrom('abc', 'x') }),
  fc.record({ type: fc.constant('link'), more: localized, value: fc.constant({ url: '/a', text: 'b' }) }),
  fc.record({ type: fc.constant('json'), more: fc.constant({}), value: fc.constant({ deep: ['json'] }) }),
  options.map((list) => ({ type: 'select', more: { options: list }, value: list[0]!.value })),
  options.map((list) => ({
    type: 'multi_select',
    more: { options: list },
    value: list.map(({ value }) => value),
  })),
  fc
    .boolean()
    .map((many) => ({ type: 'relation', more: { to: ['maker'], many }, value: many ? ['m'] : 'm' })),
  inner.map((more) => ({
    type: 'group',
    more,
    value: Object.fromEntries(more.fields.map(({ key, type }) => [key, type === 'text' ? 'in' : 5])),
  })),
  inner.map((more) => ({
    type: 'repeat',
    more,
    value: [Object.fromEntries(more.fields.map(({ key, type }) => [key, type === 'text' ? 're' : 6]))],
  })),
)
const model = fc.uniqueArray(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), form: forms }), {
  selector: ({ key }) => key,
  minLength: 1,
})
type Model = typeof model extends fc.Arbitrary<infer T> ? T : never

const fieldsOf = (of: Model) => of.map(({ key, form }) => field(form.type, key, form.more))
const valuesOf = (of: Model) =>
  Object.fromEntries(
    of.map(({ key, form }) => {
      const value = form.type === 'relation' ? (Array.isArray(form.value) ? [maker] : maker) : form.value
      return [key, 'localized' in form.more ? { ja: value, en: value } : value]
    }),
  )
/** What a value says, whatever it is wrapped in. */
const leaves = (value: unknown): unknown[] =>
  value !== null && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [value]
const lost = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  Object.keys(before).filter((key) => {
    const kept = new Set(leaves(after[key] ?? []))
    return leaves(before[key]).some((leaf) => !kept.has(leaf))
  })

let made = 0
test(
  'from any definition to any other: what is not named as lost is kept, and the same again is nothing to do',
  async () => {
    await fc.assert(
      fc.asyncProperty(model, model, async (before, after) => {
        const key = `any${++made}`
        const wanted = definition(key, fieldsOf(after))
        await content.define(definition(key, fieldsOf(before)))
        const entry = await content.create(key, valuesOf(before), { publish: true })
        const values = entry.values as Record<string, unknown>
        const put = (query: string) =>
          owner(`${at}/${key}${query}`, { method: 'PUT', ifMatch: '*', body: wanted })
        const steps: { path: string; destructive: boolean }[] = succeeded(
          await owner(`${at}/${key}/plan`, { method: 'POST', body: wanted }),
        )
        const named = new Set(steps.filter((one) => one.destructive).map(({ path }) => path.split('.')[0]))
        const first = await put('')
        expect(first.status, first.text).toBe(named.size > 0 ? 409 : 200)
        if (named.size > 0) {
          expect((await content.get(entry.id)).values).toEqual(values)
          succeeded(await put('?destructive=true'))
        }
        await dozo.settled()
        const now = await content.get(entry.id)
        for (const copy of [now.values, now.live])
          expect(lost(values, copy).filter((one) => !named.has(one))).toEqual([])
        expect(succeeded(await owner(`${at}/${key}/plan`, { method: 'POST', body: wanted }))).toEqual([])
        succeeded(await put(''))
        await dozo.settled()
        expect(await content.get(entry.id)).toEqual(now)
      }),
      { numRuns: full ? 200 : 20, ...(full ? {} : { seed: 20261125 }) },
    )
  },
  full ? 600_000 : 60_000,
)
