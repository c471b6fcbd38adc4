import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkValues,
  localesWithValues,
  localise,
  mergeValues,
  missingValues,
  valueIn,
  withDefaults,
} from '../src/values.ts'
import { article, definition, field } from './model.ts'

const site = { locales: ['ja', 'en'] }
const codes = (values: unknown) =>
  checkValues(article, values, site).issues.map((one) => `${one.path} ${one.code}`)
const small = definition('small', [
  field('title', 'text', { localized: true, required: true }),
  field('count', 'number'),
  field('data', 'json'),
  field('rows', 'repeat', { fields: [field('n', 'number', { required: true })] }),
])

describe('checkValues', () => {
  test('gives values as they are kept', () => {
    const { values, issues } = checkValues(
      article,
      { title: { ja: ' か\u3099 ', en: '' }, slug: 'ABC', hot: false, price: -0 },
      site,
    )
    expect(issues).toEqual([])
    expect(values).toEqual({ title: { ja: 'が' }, slug: 'ABC', hot: false, price: 0 })
  })

  test('points at the field and the language that are wrong', () => {
    expect(codes({ title: { ja: 1 } })).toEqual(['/values/title/ja wrong_type'])
    expect(codes({ title: { fr: 'x' } })).toEqual(['/values/title/fr locale_unknown'])
    expect(codes({ title: 'x' })).toEqual(['/values/title localized_shape'])
    expect(codes({ nothing: 1 })).toEqual(['/values/nothing unknown_field'])
    expect(codes({ 'a/b~c': 1 })).toEqual(['/values/a~1b~0c unknown_field'])
    expect(codes({ address: { mail: 'x' } })).toEqual(['/values/address/mail format_email'])
    expect(codes([])).toEqual(['/values wrong_type'])
  })

  test('names keys that every object has, instead of finding a function there', () => {
    expect(codes(JSON.parse('{"__proto__": {"a": 1}, "toString": 1}'))).toEqual([
      '/values/__proto__ unknown_field',
      '/values/toString unknown_field',
    ])
    expect(codes({ address: JSON.parse('{"__proto__": {"mail": 1}}') })).toEqual([
      '/values/address/__proto__ unknown_field',
    ])
  })

  test('keeps nothing for empty places, except in JSON', () => {
    const empty = { title: { ja: '  ' }, count: null, data: [], rows: [] }
    expect(checkValues(small, empty, site)).toEqual({ values: { data: [] }, issues: [] })
  })

  test('is idempotent and never throws', () => {
    const keys = fc.constantFrom(...article.fields.map((one) => one.key), '__proto__', 'x')
    const languages = fc.dictionary(fc.constantFrom('ja', 'en', 'fr'), fc.jsonValue())
    fc.assert(
      fc.property(
        fc.dictionary(keys, fc.oneof(fc.jsonValue(), languages, fc.string({ unit: 'binary' }))),
        (values) => {
          const once = checkValues(article, values, site)
          expect(checkValues(article, once.values, site).values).toEqual(once.values)
          missingValues(article, once.values, site.locales)
        },
      ),
    )
  })
})

describe('missingValues', () => {
  test('a localised field is needed in every language that is published, and in no other', () => {
    const values = { title: { ja: 'あ' } }
    expect(missingValues(small, values, ['ja'])).toEqual([])
    expect(missingValues(small, values, ['ja', 'en'])).toEqual([
      { path: '/values/title/en', code: 'required' },
    ])
  })

  test('looks into each item of a repeating group', () => {
    const found = missingValues(small, { title: { ja: 'x' }, rows: [{ n: 1 }, {}] }, ['ja'])
    expect(found).toEqual([{ path: '/values/rows/1/n', code: 'required' }])
  })
})

const values = fc.record(
  {
    title: fc.dictionary(fc.constantFrom('ja', 'en'), fc.oneof(fc.string(), fc.constant(null))),
    count: fc.option(fc.integer()),
    data: fc.jsonValue(),
    rows: fc.array(fc.record({ n: fc.integer() }), { maxLength: 2 }),
  },
  { requiredKeys: [], noNullPrototype: true },
)
const kept = values.map((value) => checkValues(small, value, site).values)

describe('mergeValues', () => {
  test('changes field by field and language by language; null takes away', () => {
    const before = { title: { ja: 'あ', en: 'a' }, count: 1, rows: [{ n: 1 }] }
    expect(mergeValues(small, before, { title: { en: null }, count: null, rows: [{ n: 2 }] })).toEqual({
      title: { ja: 'あ' },
      rows: [{ n: 2 }],
    })
    expect(mergeValues(small, before, { title: null })).toEqual({ count: 1, rows: [{ n: 1 }] })
  })

  test('nothing changes nothing, the same change twice is one change, and the old values are left alone', () => {
    fc.assert(
      fc.property(kept, values, (before, change) => {
        const copy = structuredClone(before)
        expect(mergeValues(small, before, {})).toEqual(before)
        const once = mergeValues(small, before, change)
        expect(mergeValues(small, once, change)).toEqual(once)
        expect(before).toEqual(copy)
      }),
    )
  })

  test('what one language changes, no other language and no other field sees', () => {
    fc.assert(
      fc.property(kept, fc.oneof(fc.string(), fc.constant(null)), (before, text) => {
        const after = mergeValues(small, before, { title: { en: text } })
        const [title, count, data] = small.fields
        expect(valueIn(title!, after, 'ja', null)).toEqual(valueIn(title!, before, 'ja', null))
        for (const other of [count!, data!]) expect(after[other.key]).toEqual(before[other.key])
      }),
    )
  })

  test('a key that means something to JavaScript is a key like any other', () => {
    const after = mergeValues(small, {}, JSON.parse('{"__proto__": {"count": 1}}'))
    expect(Object.keys(after)).toEqual(['__proto__'])
    expect(after['count']).toBeUndefined()
  })
})

describe('reading', () => {
  const both = { title: { ja: 'あ' }, count: 1 }

  test('defaults fill what was not sent, a localised one in the default language, and never what was sent empty', () => {
    const withStart = definition('d', [
      field('a', 'text', { localized: true, default: 'x' }),
      field('b', 'number', { default: 1 }),
    ])
    expect(withDefaults(withStart, {}, 'ja')).toEqual({ a: { ja: 'x' }, b: 1 })
    expect(withDefaults(withStart, { a: { en: 'y' }, b: null }, 'ja')).toEqual({ a: { en: 'y' }, b: null })
  })

  test('a language falls back only when it is told to', () => {
    expect(localise(small, both, 'en', { fallback: 'ja' })).toEqual({
      values: { title: 'あ', count: 1 },
      ownLocale: false,
    })
    expect(localise(small, both, 'en', { fallback: null })).toEqual({
      values: { count: 1 },
      ownLocale: false,
    })
    expect(localise(small, both, 'ja', { fallback: null })).toEqual({
      values: { title: 'あ', count: 1 },
      ownLocale: true,
    })
    expect(localesWithValues(small, both)).toEqual(['ja'])
  })

  test('a value left from when the field was shared belongs to no language', () => {
    expect(localise(small, { title: 'あ' }, 'ja', { fallback: 'ja' })).toEqual({
      values: {},
      ownLocale: false,
    })
  })

  test('where nothing is localised every language is at home', () => {
    const shared = definition('s', [field('a', 'text')])
    expect(localise(shared, { a: 'x' }, 'en', { fallback: null })).toEqual({
      values: { a: 'x' },
      ownLocale: true,
    })
  })
})
