import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDefinition } from '../src/check-definition.ts'
import { withComputed } from '../src/computed.ts'
import type { Field } from '../src/definition.ts'
import { localesWithValues, type Values } from '../src/values.ts'
import { options } from './field-examples.ts'
import { definition, field } from './model.ts'

const fields = [
  field('title', 'text', { localized: true }),
  field('code', 'slug'),
  field('day', 'date'),
  field('price', 'number'),
  field('colours', 'multi_select', { options }),
  field('body', 'rich_text'),
]
const withTemplate = (template: string, more: Partial<Field> = {}) =>
  definition('t', [...fields, field('full', 'computed', { template, ...more })])
const codes = (template: string, more: Partial<Field> = {}) =>
  checkDefinition(withTemplate(template, more)).map((one) => `${one.path} ${one.code}`)

describe('a computed text', () => {
  test('follows from the other fields, in each language that has something of its own', () => {
    const type = withTemplate('{title} – {day}（{colours}）', { localized: true })
    const values = { title: { ja: '題', en: 'Title' }, day: '2026-11-24', colours: ['a', 'b'] }
    expect(withComputed(type, values)['full']).toEqual({
      ja: '題 – 2026-11-24（ああ、あb）'.replace('ああ', 'あa'),
      en: 'Title – 2026-11-24（a, b）',
    })
    expect(withComputed(type, { title: { ja: '題' } })['full']).toEqual({ ja: '題 – （）' })
    expect(withComputed(type, { day: '2026-11-24', full: { ja: '古' } })).toEqual({ day: '2026-11-24' })
  })

  test('of shared fields is shared', () => {
    const type = withTemplate(' {code}:{price} ')
    expect(withComputed(type, { code: 'a', price: 0 })['full']).toBe('a:0')
    expect(withComputed(type, { full: 'old' })).toEqual({})
  })

  test('names fields that are there, and has languages when they have', () => {
    expect(codes('{code}')).toEqual([])
    expect(codes('{title}', { localized: true })).toEqual([])
    expect(codes(' ')).toEqual(['/fields/6/template required', '/fields/6/template template_empty'])
    expect(codes('text')).toEqual(['/fields/6/template template_empty'])
    expect(codes('{nope} {body} {full}')).toEqual([
      '/fields/6/template template_field',
      '/fields/6/template template_field',
      '/fields/6/template template_field',
    ])
    expect(codes('{title}')).toEqual(['/fields/6/localized template_languages'])
    expect(codes('{code}', { localized: true })).toEqual(['/fields/6/localized template_languages'])
    expect(codes('{code}', { required: true, default: 'x' })).toHaveLength(2)
  })

  test('adds no language, keeps all other values, and computing twice is computing once', () => {
    const type = withTemplate('{title}{price}', { localized: true })
    const anything = fc.record(
      {
        title: fc.dictionary(fc.constantFrom('ja', 'en'), fc.string()),
        price: fc.oneof(fc.integer(), fc.jsonValue()),
        full: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anything, (values: Values) => {
        const once = withComputed(type, values)
        expect(withComputed(type, once)).toEqual(once)
        const { full: _full, ...others } = values
        const { full, ...kept } = once
        expect(kept).toEqual(others)
        const languages = localesWithValues(type, others)
        expect(Object.keys(full ?? {}).filter((locale) => !languages.includes(locale))).toEqual([])
      }),
    )
  })
})
