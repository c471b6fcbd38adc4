import { describe, expect, test } from 'vitest'
import { planChange } from '../src/change.ts'
import type { ContentTypeDefinition, Field } from '../src/definition.ts'
import { article, definition, field } from './model.ts'

const steps = (before: Field[], after: Field[]) =>
  planChange(definition('t', before), definition('t', after)).map(
    ({ path, code, destructive }) => `${path} ${code}${destructive ? '!' : ''}`,
  )
const change = (type: Field['type'], before: Partial<Field>, after: Partial<Field>) =>
  steps([field('a', type, before)], [field('a', type, after)])
const choices = (...values: string[]) => ({
  options: values.map((value) => ({ value, name: { ja: value, en: value } })),
})

describe('planChange', () => {
  test('a definition that comes back with its keys in another order is no change', () => {
    const fields = (name: object, start: object): ContentTypeDefinition['fields'] =>
      [{ key: 'a', type: 'json', name, default: start }] as ContentTypeDefinition['fields']
    const before: ContentTypeDefinition = {
      key: 'x',
      name: { ja: 'x', en: 'x' },
      kind: 'plain',
      fields: fields({ ja: '日', en: 'e' }, { a: 1, b: [{ c: 2, d: 3 }] }),
    }
    const after = { ...before, fields: fields({ en: 'e', ja: '日' }, { b: [{ d: 3, c: 2 }], a: 1 }) }
    expect(planChange(before, after)).toEqual([])
    const other = { ...before, fields: fields({ ja: '日', en: 'e' }, { a: 1, b: [{ c: 3, d: 2 }] }) }
    expect(planChange(before, other).map(({ code }) => code)).toEqual(['words_changed'])
  })

  test('finds nothing between a definition and itself', () => {
    expect(planChange(article, structuredClone(article))).toEqual([])
  })

  test('what can lose values is destructive', () => {
    expect(steps([field('a', 'text')], [field('b', 'text')])).toEqual(['a field_removed!', 'b field_added'])
    expect(steps([field('a', 'text')], [field('a', 'number')])).toEqual(['a type_changed!'])
    expect(change('text', { localized: true }, {})).toEqual(['a became_shared!'])
    expect(change('select', choices('x', 'y'), choices('x'))).toEqual(['a option_removed!'])
    expect(change('relation', { to: ['t'], many: true }, { to: ['t'] })).toEqual(['a became_one!'])
    expect(change('text', {}, { unique: true })).toEqual(['a became_unique!'])
  })

  test('what only asks for more at the next save is not', () => {
    expect(change('text', {}, { localized: true })).toEqual(['a became_localized'])
    expect(change('text', {}, { required: true })).toEqual(['a became_required'])
    expect(change('text', { maxLength: 9 }, { maxLength: 5 })).toEqual(['a limits_narrowed'])
    expect(change('number', {}, { integer: true })).toEqual(['a limits_narrowed'])
    expect(change('relation', { to: ['t', 'u'] }, { to: ['t'] })).toEqual(['a target_removed'])
    for (const type of ['link', 'location'] as const)
      expect(steps([field('a', type)], [field('a', 'json')])).toEqual(['a type_changed'])
    expect(steps([field('a', 'table')], [field('a', 'json')])).toEqual(['a type_changed!'])
    for (const type of ['slug', 'time', 'color'] as const)
      expect(steps([field('a', type)], [field('a', 'text')])).toEqual(['a type_changed'])
  })

  test('wider limits are nothing to warn of', () => {
    expect(change('text', { maxLength: 5, pattern: 'x', format: 'email' }, { maxLength: 9 })).toEqual([])
    expect(change('number', { integer: true, min: 1 }, { min: 0 })).toEqual([])
    expect(change('select', choices('x'), choices('x', 'y'))).toEqual([])
  })

  test('names, index, search and delivery are told, too', () => {
    expect(change('text', {}, { name: { ja: '新', en: 'new' } })).toEqual(['a words_changed'])
    expect(
      change('text', {}, { filterable: true, searchable: { weight: 'A' }, neverDelivered: true }),
    ).toEqual(['a index_changed', 'a search_changed', 'a delivery_changed'])
    const titled = planChange(
      definition('t', [field('a', 'text')]),
      definition('t', [field('a', 'text')], { titleField: 'a' }),
    )
    expect(titled.map((step) => step.code)).toEqual(['title_field_changed'])
  })

  test('looks into groups, with the whole path', () => {
    expect(
      steps(
        [field('g', 'group', { fields: [field('a', 'text')] })],
        [field('g', 'group', { fields: [field('b', 'text')] })],
      ),
    ).toEqual(['g.a field_removed!', 'g.b field_added'])
  })
})
