import { fieldTypeNames, type Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { expect, test } from 'vitest'
import { comparisonsOf, valueField } from '../src/conditions/comparisons.ts'

const field = (type: Field['type']): Field => ({
  key: 'x',
  type,
  name: { ja: '項目', en: 'Field' },
  required: true,
})

test('a value to compare with is written like a value of the field; counts of what points here are numbers', () => {
  expect(valueField(field('reverse')).type).toBe('number')
  expect(valueField(field('counter')).type).toBe('number')
  expect(valueField(field('computed')).type).toBe('text')
  expect(valueField(field('member'))).toEqual({ key: 'x', type: 'member', name: { ja: '項目', en: 'Field' } })
})

test('nothing that nobody writes is asked for, and every type that can be filtered by has an operator', () => {
  for (const type of fieldTypeNames.filter((name) => typeOf({ type: name }).operators.length > 0)) {
    expect(comparisonsOf(field(type), false), type).not.toEqual([])
    expect(typeOf(valueField(field(type))).isComputed, type).toBe(false)
    expect(valueField(field(type)), type).not.toHaveProperty('required')
  }
})
