import type { Field } from '@dozo/client'
import { expect, test } from 'vitest'
import { fromFilter, readClauses, toFilter, writeClauses } from '../src/features/entries/filter.ts'

const fields = [
  { key: 'title', type: 'text' },
  { key: 'price', type: 'number' },
  { key: 'sold', type: 'boolean' },
] as Field[]
const title = { path: 'title', op: 'contains', value: '本' }
const price = { path: 'price', op: 'gte', value: '10' }

test('clauses that become a filter, or an address, become the same clauses again', () => {
  const clauses = [
    { any: [title] },
    { any: [price, { path: 'sold', op: 'eq', value: 'false' }] },
    { any: [{ path: 'price', op: 'exists', value: 'true' }] },
    { raw: { not: { title: { eq: 'x' } } } },
  ]
  const filter = toFilter(clauses, fields)
  expect(filter).toEqual({
    and: [
      { title: { contains: '本' } },
      { or: [{ price: { gte: 10 } }, { sold: { eq: false } }] },
      { price: { exists: true } },
      { not: { title: { eq: 'x' } } },
    ],
  })
  expect(fromFilter(filter)).toEqual(clauses)
  expect(readClauses(writeClauses(clauses))).toEqual(clauses)
  expect([toFilter([], fields), fromFilter({}), writeClauses([]), readClauses(undefined)]).toEqual([
    {},
    [],
    undefined,
    [],
  ])
})

test('full-width digits are numbers', () => {
  expect(toFilter([{ any: [{ ...price, value: '１２' }] }], fields)).toEqual({
    and: [{ price: { gte: 12 } }],
  })
})

test('a filter that says more than clauses can is kept as it is, and asks the same', () => {
  for (const filter of [
    { and: [{ price: { in: [1, 2] } }] },
    { and: [{ price: { gte: 1, lt: 2 } }] },
    { and: [{ price: { eq: 1 }, sold: { eq: true } }] },
    { and: [{ or: [{ price: { eq: 1 } }, { and: [{ sold: { eq: true } }] }] }] },
  ]) {
    expect(fromFilter(filter)).toEqual([{ raw: filter.and[0] }])
    expect(toFilter(fromFilter(filter), fields)).toEqual(filter)
  }
  for (const filter of [
    { and: [], price: { eq: 1 } },
    { and: [null] },
    { not: { price: { eq: 1 } } },
    { or: [] },
  ])
    expect(toFilter(fromFilter(filter as never), fields)).toEqual({ and: [filter] })
})

test('an address that is no filter says so', () => {
  for (const text of ['', '{}', 'x', '[1]', '[{}]', '[{"any":[]}]', '[{"any":[1]}]', '[{"raw":1}]'])
    expect(readClauses(text), text).toBeUndefined()
  expect(readClauses(JSON.stringify([title]))).toEqual([{ any: [title] }])
})
