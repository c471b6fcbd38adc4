import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDefinition } from '../src/check-definition.ts'
import { isRequired, isShown } from '../src/conditions.ts'
import type { Condition, Rule } from '../src/definition.ts'
import { fieldOf } from '../src/definition.ts'
import { missingValues } from '../src/values.ts'
import { options } from './field-examples.ts'
import { definition, field } from './model.ts'

const message = { ja: '終わりは始まりより後に。', en: 'The end comes after the start.' }
const type = (more: { rules?: Rule[]; showIf?: Condition; requireIf?: Condition } = {}) =>
  definition(
    'event',
    [
      field('place', 'select', { options }),
      field('title', 'text', { localized: true }),
      field('seats', 'number'),
      field('tags', 'multi_select', { options }),
      field('link', 'text', {
        required: true,
        ...(more.showIf ? { showIf: more.showIf } : {}),
      }),
      field('note', 'text', {
        localized: true,
        ...(more.requireIf ? { requireIf: more.requireIf } : {}),
      }),
    ],
    more.rules ? { rules: more.rules } : {},
  )
const missing = (of: ReturnType<typeof type>, values: object, locales = ['ja', 'en']) =>
  missingValues(of, values as never, locales).map((one) => `${one.path} ${one.code}`)

describe('conditions of a definition', () => {
  test('a field that is not shown is not missing', () => {
    const of = type({ showIf: { place: 'a' } })
    expect(missing(of, { place: 'a' })).toEqual(['/values/link required'])
    expect(missing(of, { place: 'b' })).toEqual([])
    expect(missing(of, {})).toEqual([])
    const link = fieldOf(of, 'link')!
    expect([isShown(link, of, { place: 'a' }, ['ja']), isShown(link, of, {}, ['ja'])]).toEqual([true, false])
  })

  test('a field is required when its condition holds, in the languages in which it does', () => {
    const of = type({ requireIf: { or: [{ seats: { gt: 10 } }, { title: { contains: '満' } }] }, showIf: {} })
    expect(missing(of, { link: 'x', seats: 11 })).toEqual([
      '/values/note/ja required',
      '/values/note/en required',
    ])
    expect(missing(of, { link: 'x', title: { ja: '満席', en: 'Full' } })).toEqual([
      '/values/note/ja required',
    ])
    expect(missing(of, { link: 'x', seats: 10, title: { ja: '空席' } })).toEqual([])
    expect(isRequired(fieldOf(of, 'note')!, of, { tags: 'x', seats: 'y' }, ['ja'])).toBe(false)
  })

  test('a rule that is broken says so in its own words, at the field that it names', () => {
    const must = { or: [{ seats: { exists: false } }, { seats: { gte: 1 } }] }
    const of = type({ rules: [{ if: { place: 'a' }, must, message, path: 'seats' }], showIf: { place: 'c' } })
    expect(missingValues(of, { place: 'a', seats: 0 }, ['ja'])).toEqual([
      { path: '/values/seats', code: 'rule_broken', words: message },
    ])
    expect(missing(of, { place: 'a', seats: 1 })).toEqual([])
    expect(missing(of, { place: 'b', seats: 0 })).toEqual([])
    const everywhere = type({
      rules: [{ must: { title: { contains: '。' } }, message }],
      showIf: { place: 'c' },
    })
    expect(missing(everywhere, { title: { ja: '題。', en: 'Title' } })).toEqual(['/values rule_broken'])
    const named = type({
      rules: [{ must: { title: { contains: '。' } }, message, path: 'title' }],
      showIf: { place: 'c' },
    })
    expect(missing(named, { title: { ja: '題。', en: 'Title' } })).toEqual(['/values/title/en rule_broken'])
  })

  test('a definition tells of conditions that cannot be asked', () => {
    const codes = (of: ReturnType<typeof type>) => checkDefinition(of).map((one) => `${one.path} ${one.code}`)
    expect(codes(type({ showIf: { tags: { in: ['a'] } }, requireIf: { seats: { lt: 3 } } }))).toEqual([])
    expect(codes(type({ showIf: { nope: 1 } }))).toEqual(['/fields/4/showIf path_unknown'])
    expect(codes(type({ showIf: { status: 'live' } }))).toEqual(['/fields/4/showIf condition_path'])
    expect(codes(type({ showIf: { 'title.x': 1 } }))).toEqual(['/fields/4/showIf path_unknown'])
    expect(codes(type({ requireIf: { seats: 'many' } }))).toEqual(['/fields/5/requireIf value_wrong'])
    expect(codes(type({ requireIf: { seats: { near: 1 } } }))).toEqual(['/fields/5/requireIf op_unknown'])
    expect(codes(type({ rules: [{ must: { seats: { contains: 'a' } }, message, path: 'nope' }] }))).toEqual([
      '/rules/0/must op_not_for_field',
      '/rules/0/path unknown_field',
    ])
    const inner = field('g', 'group', { fields: [field('n', 'number', { showIf: {} })] })
    expect(checkDefinition(definition('t', [inner])).map((one) => one.code)).toEqual(['top_level_only'])
  })

  test('a rule that asks for nothing is refused at its place, however little it says', () => {
    const rule = (must: Condition): Rule => ({ if: {}, must, message })
    const rules = [
      { seats: { gte: 1 } },
      {},
      { and: [{}, {}] },
      { not: { or: [{}] } },
      { or: [{}, { seats: 1 }] },
    ]
    const found = checkDefinition(type({ rules: rules.map(rule), showIf: {} }))
    expect(found).toEqual([1, 2, 3].map((i) => ({ path: `/rules/${i}/must`, code: 'rule_empty' })))
  })

  test('whatever the values are, looking at them never throws', () => {
    const of = type({
      showIf: { and: [{ seats: { gt: 1 } }, { tags: 'a' }, { title: { startsWith: 'x' } }] },
      requireIf: { not: { place: { in: ['a'] } } },
    })
    const values = fc.dictionary(fc.constantFrom('place', 'title', 'seats', 'tags', 'note'), fc.jsonValue())
    fc.assert(fc.property(values, (any) => void missingValues(of, any, ['ja', 'en'])))
  })
})
