import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bindQuery } from '../src/query/bind.ts'
import { decodeCursor, encodeCursor } from '../src/query/cursor.ts'
import { parseQueryJson } from '../src/query/parse-json.ts'
import { asked } from './model.ts'

const sortBy = (sort: string) => bindQuery(parseQueryJson({ sort }).query, asked()).query!.sort
const forged = (sort: string, ...values: unknown[]) =>
  btoa(JSON.stringify([sort, id, ...values])).replaceAll('=', '')
const id = '0198f000-0000-7000-8000-000000000001'

describe('a cursor', () => {
  test('comes back as it was given', () => {
    const sort = sortBy('-title,price,at')
    const day = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    })
    const text = fc
      .string({ unit: 'binary', maxLength: 200 })
      .filter((one) => !one.includes('\0') && one.isWellFormed())
    const nothing = fc.constant(null)
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0)
    const values = fc.tuple(
      fc.oneof(text, nothing),
      fc.oneof(number, nothing),
      fc.oneof(
        day.map((one) => one.toISOString()),
        nothing,
      ),
    )
    fc.assert(
      fc.property(values, (given) => {
        const cursor = encodeCursor({ values: given, id }, sort)
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(decodeCursor(cursor, sort)).toEqual({ values: given, id })
      }),
    )
  })

  test('belongs to its order', () => {
    const cursor = encodeCursor({ values: ['a'], id }, sortBy('title'))
    expect(decodeCursor(cursor, sortBy('-title'))).toBeUndefined()
    expect(decodeCursor(cursor, sortBy('slug'))).toBeUndefined()
  })

  test('that somebody made up never reaches the database as a wrong value', () => {
    expect(decodeCursor(forged('id', '-'.repeat(36)), sortBy('id'))).toBeUndefined()
    expect(decodeCursor(forged('at', '0000-01-01T00:00:00.000Z'), sortBy('at'))).toBeUndefined()
    expect(decodeCursor(forged('at', '2024-02-30T00:00:00.000Z'), sortBy('at'))).toBeUndefined()
    expect(decodeCursor(forged('price', '1'), sortBy('price'))).toBeUndefined()
    expect(decodeCursor(forged('title', '\0'), sortBy('title'))).toBeUndefined()
    expect(decodeCursor(forged('title', { a: 1 }), sortBy('title'))).toBeUndefined()
    expect(decodeCursor(forged('title'), sortBy('title'))).toBeUndefined()
    expect(decodeCursor(forged('title', 'a'), sortBy('title'))).toEqual({ values: ['a'], id })
  })

  test('may be any text at all', () => {
    const sort = sortBy('title')
    const json = fc.jsonValue().map((value) => btoa(unescape(encodeURIComponent(JSON.stringify(value)))))
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), json),
        (text) => void decodeCursor(text, sort),
      ),
    )
  })

  test('that is wrong is an issue of the query', () => {
    const { issues } = bindQuery({ after: 'x', other: {} }, asked())
    expect(issues).toEqual([{ path: '/page/after', code: 'bad_cursor' }])
  })
})
