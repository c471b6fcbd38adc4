import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canConvert, converted } from '../src/convert.ts'
import { allTypes } from '../src/fields/index.ts'
import { typeOf } from '../src/fields/index.ts'
import { example } from './field-examples.ts'
import { field } from './model.ts'

const options = ['red', 'blue'].map((value) => ({
  value,
  name: { ja: `${value}の`, en: value.toUpperCase() },
}))
const of = {
  text: field('x', 'text'),
  number: field('x', 'number'),
  boolean: field('x', 'boolean'),
  date: field('x', 'date'),
  select: field('x', 'select', { options }),
  many: field('x', 'multi_select', { options }),
  link: field('x', 'link'),
  slug: field('x', 'slug'),
}

describe('a value that goes over to another type', () => {
  test.each([
    ['１，２００', 'text', 'number', 1200],
    ['-3.5', 'text', 'number', -3.5],
    ['12 個', 'text', 'number', undefined],
    ['1,2', 'text', 'number', undefined],
    [1200, 'number', 'text', '1200'],
    [true, 'boolean', 'text', 'true'],
    ['はい', 'text', 'boolean', true],
    ['多分', 'text', 'boolean', undefined],
    ['2026/1/2', 'text', 'date', '2026-01-02'],
    ['２０２６年１１月２４日', 'text', 'date', '2026-11-24'],
    ['2026-02-30', 'text', 'date', undefined],
    ['RED', 'text', 'select', 'red'],
    ['blueの', 'text', 'select', 'blue'],
    ['green', 'text', 'select', undefined],
    ['red', 'select', 'many', ['red']],
    [['red'], 'many', 'select', 'red'],
    [['red', 'blue'], 'many', 'select', undefined],
    ['https://a.example', 'text', 'link', { url: 'https://a.example' }],
    ['javascript:x', 'text', 'link', undefined],
    [{ url: '/a', text: 'b' }, 'link', 'text', '/a'],
    [7, 'number', 'slug', '7'],
    [{ toString: 0 }, 'text', 'number', undefined],
    [{ toString: 0 }, 'text', 'date', undefined],
  ] as const)('%j as %s is, as %s, %j', (value, before, after, wanted) => {
    expect(converted(value, of[before], of[after], true)).toEqual(wanted)
  })

  test('is left out unless conversion is asked for, when it does not fit as it is', () => {
    expect(converted('12', of.text, of.number, false)).toBeUndefined()
    expect(converted('a-b', of.text, of.slug, false)).toBe('a-b')
    expect([canConvert(of.text, of.number), canConvert(of.link, of.number)]).toEqual([true, false])
  })

  test('fits its new type or is nothing, whatever the types and the value; converting twice is converting once', () => {
    const types = fc.constantFrom(...allTypes().map((type) => example[type.type].of))
    const value = fc.oneof(
      fc.constantFrom(...Object.values(example).flatMap(({ good }) => good)),
      fc.jsonValue(),
      fc.string(),
    )
    fc.assert(
      fc.property(types, types, value, (before, after, any) => {
        if (typeOf(after).isComputed) return
        const once = converted(any, before, after, true)
        if (once === undefined) return
        expect(typeOf(after).check(once, after)).toEqual([])
        expect(converted(once, before, after, true)).toEqual(once)
      }),
      { numRuns: 1000 },
    )
  })
})
