import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateColumns, indexRows, refRows } from '../src/columns.ts'
import { article, definition, field } from './model.ts'

const texts = (...keys: string[]) =>
  definition(
    't',
    keys.map((key) => field(key, 'text', { filterable: true })),
  )
const id = '0198f000-0000-7000-8000-000000000001'

describe('allocateColumns', () => {
  test('gives each filterable field a column of its kind, and to-many fields none', () => {
    const { columns, overflow } = allocateColumns(article)
    expect(columns).toMatchObject({
      title: 't1',
      slug: 't2',
      price: 'n1',
      hot: 'n2',
      day: 'd1',
      at: 'd2',
      colour: 't3',
      author: 't4',
    })
    expect(Object.keys(columns)).not.toContain('tags')
    expect(overflow).toEqual([])
  })

  test('a field keeps its column while others come and go', () => {
    const first = allocateColumns(texts('a', 'b', 'c')).columns
    expect(allocateColumns(texts('z', 'c', 'b'), first).columns).toEqual({ c: 't3', b: 't2', z: 't4' })
  })

  test('a column that was just given up is taken last: it still holds the old values', () => {
    const all = Array.from({ length: 12 }, (_, i) => `f${i}`)
    const first = allocateColumns(texts(...all)).columns
    expect(allocateColumns(texts(...all.slice(1), 'new'), first).columns['new']).toBe('t1')
    expect(allocateColumns(texts('b'), { a: 't1' }).columns['b']).toBe('t2')
  })

  test('a field that becomes of another type gets another column', () => {
    const before = texts('a')
    const after = definition('t', [field('a', 'slug', { filterable: true })])
    expect(allocateColumns(after, { a: 't1' }, before).columns['a']).toBe('t2')
  })

  test('names the fields for which no column is left', () => {
    const keys = Array.from({ length: 14 }, (_, i) => `f${i}`)
    expect(allocateColumns(texts(...keys)).overflow).toEqual(['f12', 'f13'])
  })

  test('never gives one column to two fields, and never moves a field', () => {
    const some = fc.uniqueArray(fc.constantFrom(...Array.from({ length: 20 }, (_, i) => `f${i}`)), {
      minLength: 1,
    })
    fc.assert(
      fc.property(some, some, (one, other) => {
        const before = allocateColumns(texts(...one))
        const after = allocateColumns(texts(...other), before.columns)
        const names = Object.values(after.columns)
        expect(new Set(names).size).toBe(names.length)
        expect(names.length + after.overflow.length).toBe(other.length)
        for (const key of other) if (before.columns[key]) expect(after.columns[key]).toBe(before.columns[key])
      }),
    )
  })
})

describe('index rows', () => {
  const site = { locales: ['ja', 'en'], defaultLocale: 'ja' }
  const { columns } = allocateColumns(article)

  test('one for each language; values fall back, and own tells where they did', () => {
    const rows = indexRows(
      article,
      columns,
      { title: { ja: 'ＡＢ' }, price: 5, hot: false, day: '2024-01-02' },
      site,
    )
    const shared = { t1: 'ab', n1: 5, n2: 0, d1: '2024-01-02T00:00:00.000Z' }
    expect(rows).toEqual([
      { locale: 'ja', own: true, columns: shared },
      { locale: 'en', own: false, columns: shared },
    ])
  })

  test('one for all where nothing is localised', () => {
    expect(indexRows(texts('a'), { a: 't1' }, { a: 'X' }, site)).toEqual([
      { locale: '*', own: true, columns: { t1: 'x' } },
    ])
  })

  test('references are rows, in order', () => {
    const rows = refRows(article, { tags: ['red', 'blue'], about: [id], author: id }, site.locales)
    expect(rows).toEqual([
      { locale: '*', field: 'tags', position: 0, relation: false, value: 'red' },
      { locale: '*', field: 'tags', position: 1, relation: false, value: 'blue' },
      { locale: '*', field: 'author', position: 0, relation: true, value: id },
      { locale: '*', field: 'about', position: 0, relation: true, value: id },
    ])
  })
})
