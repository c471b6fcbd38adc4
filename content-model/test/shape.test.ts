import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bindQuery } from '../src/query/bind.ts'
import { parseQueryJson } from '../src/query/parse-json.ts'
import { shapeOf } from '../src/query/shape.ts'
import { asked } from './model.ts'

const shape = (body: object) => {
  const { query, issues } = bindQuery(parseQueryJson(body).query, asked())
  expect(issues).toEqual([])
  return shapeOf(query!)
}

test('the shape of a query does not depend on its values', () => {
  const body = fc.record({
    text: fc.string({ maxLength: 50 }).filter((text) => !text.includes('\0')),
    list: fc.array(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 5 }),
    price: fc.double({ noNaN: true, noDefaultInfinity: true }),
    size: fc.integer({ min: 1, max: 100 }),
    locale: fc.constantFrom('ja', 'en'),
  })
  const made = ({ text, list, price, size, locale }: Parameters<Parameters<typeof body.map>[0]>[0]) =>
    shape({
      filter: {
        or: [{ title: { contains: text } }, { title: { in: list } }, { 'author.age': { gt: price } }],
      },
      page: { size },
      locale,
    })
  fc.assert(fc.property(body, body, (one, other) => void expect(made(one)).toBe(made(other))))
})

test('everything that its SQL depends on changes the shape', () => {
  const shapes = [
    {},
    { filter: { title: 'a' } },
    { filter: { title: { ne: 'a' } } },
    { filter: { slug: 'a' } },
    { filter: { not: { slug: 'a' } } },
    { filter: { or: [{ slug: 'a' }] } },
    { filter: { 'author.name': 'a' } },
    { filter: { 'about.name': 'a' } },
    { filter: { price: { exists: true } } },
    { filter: { price: { exists: false } } },
    { sort: 'title' },
    { sort: '-title' },
    { fields: 'title' },
    { fields: 'author' },
    { fields: 'author.name' },
    { count: 'exact' },
    { fallback: 'none' },
  ].map(shape)
  expect(new Set(shapes).size).toBe(shapes.length)
})

test('a cursor changes the shape only by which of its values are empty', () => {
  const { query } = bindQuery(parseQueryJson({ sort: 'title,price' }).query, asked())
  const after = (...values: (string | number | null)[]) => shapeOf({ ...query!, after: { values, id: 'x' } })
  expect(after('a', 1)).toBe(after('b', 2))
  expect(new Set([shapeOf(query!), after('a', 1), after(null, 1), after('a', null)]).size).toBe(4)
})
