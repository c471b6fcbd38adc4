import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDefinition } from '../src/check-definition.ts'
import { fieldTypeNames, type ContentTypeDefinition, type Field } from '../src/definition.ts'
import { article, definition, field } from './model.ts'

const codes = (fields: Field[], more: Partial<ContentTypeDefinition> = {}) =>
  checkDefinition(definition('x', fields, more), ['x', 'author', 'place']).map(
    (one) => `${one.path} ${one.code}`,
  )
const inGroup = (child: object) => codes([field('g', 'group', { fields: [child as Field] })])

describe('checkDefinition', () => {
  test('finds nothing wrong with a good definition', () => {
    expect(checkDefinition(article, ['article', 'author', 'place'])).toEqual([])
  })

  test('refuses the flat attributes of replies and the words of the grammar as keys, but not "title"', () => {
    for (const key of ['id', 'status', 'and', 'sort', 'position'])
      expect(codes([field(key, 'text')])).toEqual(['/fields/0/key key_reserved'])
    expect(codes([field('title', 'text')])).toEqual([])
  })

  test('lets a field in a group have a reserved key: it is nobody else there', () => {
    expect(inGroup(field('id', 'text'))).toEqual([])
  })

  test('refuses keys that every object has, at any depth', () => {
    expect(codes([field('toString', 'text')])).toEqual(['/fields/0/key key_reserved'])
    expect(inGroup(field('valueOf', 'text'))).toEqual(['/fields/0/fields/0/key key_reserved'])
  })

  test('refuses the same key twice and keys that do not fit the pattern', () => {
    expect(codes([field('a', 'text'), field('a', 'text')])).toContain('/fields/1/key key_twice')
    expect(codes([field('Ä', 'text')])).toEqual(['/fields/0/key key_pattern'])
  })

  test('names options that a type does not have, and those nobody has', () => {
    expect(codes([field('a', 'number', { maxLength: 3 })])).toEqual([
      '/fields/0/maxLength option_not_for_type',
    ])
    expect(codes([{ ...field('a', 'text'), colour: 1 } as Field])).toEqual([
      '/fields/0/colour option_unknown',
    ])
  })

  test('reads the shape of fields within fields as strictly as that of the others', () => {
    expect(inGroup({ ...field('a', 'select'), options: 'abc' })).toEqual([
      '/fields/0/fields/0/options option_shape',
    ])
    expect(inGroup({ ...field('a', 'select'), options: [null] })).toEqual([
      '/fields/0/fields/0/options/0 option_shape',
    ])
    expect(inGroup({ ...field('a', 'relation'), to: 'author' })).toEqual([
      '/fields/0/fields/0/to option_shape',
    ])
    expect(inGroup({ ...field('a', 'number'), min: 'one' })).toEqual(['/fields/0/fields/0/min option_shape'])
    expect(inGroup({ key: 'a', type: 'text' })).toEqual(['/fields/0/fields/0/name required'])
  })

  test('allows what belongs to the index or to languages only outside groups', () => {
    expect(inGroup(field('a', 'text', { localized: true, unique: true, filterable: true }))).toEqual([
      '/fields/0/fields/0/localized top_level_only',
      '/fields/0/fields/0/unique top_level_only',
      '/fields/0/fields/0/filterable top_level_only',
    ])
    expect(codes([field('g', 'group', { localized: true, fields: [field('a', 'text')] })])).toEqual([])
  })

  test('refuses unique, filterable and searchable where the type has no such thing', () => {
    expect(codes([field('a', 'json', { filterable: true })])).toEqual([
      '/fields/0/filterable cannot_be_filtered',
    ])
    expect(codes([field('a', 'boolean', { unique: true })])).toEqual(['/fields/0/unique cannot_be_unique'])
    expect(codes([field('a', 'number', { searchable: { weight: 'A' } })])).toEqual([
      '/fields/0/searchable cannot_be_searched',
    ])
  })

  test('refuses limits that contradict each other', () => {
    expect(codes([field('a', 'text', { minLength: 5, maxLength: 2 })])).toEqual([
      '/fields/0/maxLength max_below_min',
    ])
    expect(codes([field('a', 'number', { min: 2, max: -1 })])).toEqual(['/fields/0/max max_below_min'])
    expect(codes([field('a', 'relation', { to: ['author'], many: true, min: 0.5 })])).toEqual([
      '/fields/0/min not_a_count',
    ])
  })

  test('takes patterns of a linear-time engine only', () => {
    expect(codes([field('a', 'text', { pattern: '^(a+)+$' })])).toEqual([])
    expect(codes([field('a', 'text', { pattern: '(?=x)' })])).toEqual(['/fields/0/pattern pattern_broken'])
    expect(codes([field('a', 'text', { pattern: '(' })])).toEqual(['/fields/0/pattern pattern_broken'])
  })

  test('checks defaults like any other value', () => {
    expect(codes([field('a', 'number', { default: 'x' })])).toEqual(['/fields/0/default wrong_type'])
    expect(codes([field('a', 'number', { default: 1 })])).toEqual([])
  })

  test('wants relations to types that exist', () => {
    expect(codes([field('a', 'relation', { to: ['nowhere'] })])).toEqual(['/fields/0/to type_unknown'])
    expect(codes([field('a', 'relation')])).toEqual(['/fields/0/to required'])
  })

  test('wants a title and a key that are there and are of a fitting type', () => {
    expect(codes([field('a', 'json')], { titleField: 'a' })).toEqual(['/titleField title_field'])
    expect(codes([field('a', 'text')], { titleField: 'b' })).toEqual(['/titleField title_field'])
    expect(codes([field('a', 'text', { localized: true })], { keyField: 'a' })).toEqual([
      '/keyField key_field',
    ])
  })

  test('stops at the limits of depth and of the number of fields', () => {
    const nest = (depth: number): Field =>
      depth === 0 ? field('a', 'text') : field('g', 'group', { fields: [nest(depth - 1)] })
    expect(codes([nest(4)])).toEqual([])
    expect(codes([nest(5)]).join()).toContain('nested_too_deep')
    const many = (count: number) => Array.from({ length: count }, (_, i) => field(`f${i}`, 'text'))
    const wide = Array.from({ length: 6 }, (_, i) => field(`g${i}`, 'group', { fields: many(200) }))
    expect(codes(wide).join()).toContain('too_many_fields')
  })

  test('never throws, whatever it is given', () => {
    const hostile = fc.record(
      {
        key: fc.constantFrom('a', '__proto__', 'toString'),
        type: fc.constantFrom(...fieldTypeNames),
        name: fc.constant({ ja: 'x', en: 'x' }),
      },
      { noNullPrototype: true },
    )
    const options = fc.dictionary(
      fc.constantFrom('options', 'to', 'fields', 'min', 'max', 'pattern', 'default'),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(hostile, options, fc.jsonValue(), (base, more, anything) => {
        checkDefinition(anything as unknown as ContentTypeDefinition)
        inGroup({ ...base, ...more })
        codes([{ ...base, ...more } as Field])
      }),
    )
  })
})
