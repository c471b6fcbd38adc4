import type { Field } from '@dozo/client'
import { expect, test } from 'vitest'
import { fromFilter, toFilter } from '../src/features/entries/list-state.ts'

const fields = [
  { key: 'title', type: 'text' },
  { key: 'price', type: 'number' },
  { key: 'sold', type: 'boolean' },
] as Field[]

test('conditions that become a filter become the same conditions again', () => {
  const conditions = [
    { path: 'title', op: 'contains', value: '本' },
    { path: 'price', op: 'gte', value: '10' },
    { path: 'sold', op: 'eq', value: 'false' },
    { path: 'price', op: 'exists', value: 'true' },
  ]
  expect(fromFilter(toFilter(conditions, fields))).toEqual(conditions)
  expect(fromFilter(toFilter([], fields))).toEqual([])
})

test('a filter that says more than conditions can is not shown as less', () => {
  for (const filter of [
    { or: [{ price: { eq: 1 } }] },
    { and: [{ price: { in: [1, 2] } }] },
    { and: [{ or: [{ price: { eq: 1 } }] }] },
    { and: [], price: { eq: 1 } },
    { and: [null] },
    { price: { eq: 1 } },
  ])
    expect(fromFilter(filter as Record<string, unknown>), JSON.stringify(filter)).toBeUndefined()
})
