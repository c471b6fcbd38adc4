import { holds } from '@dozo/content-model/conditions'
import type { Condition, ContentTypeDefinition, Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { parseFilter } from '@dozo/content-model/query/parse-json'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  about,
  compared,
  comparisonOf,
  comparisonsOf,
  fits,
  startOf,
  type Row,
} from '../src/conditions/comparisons.ts'
import { conditionOf, rowsOf } from '../src/conditions/grammar.ts'

const name = { ja: '項目', en: 'Field' }
const options = ['a', 'b', 'c'].map((value) => ({ value, name: { ja: value, en: value } }))
const id = '0198f000-0000-7000-8000-000000000001'
const fields: Field[] = [
  { key: 'title', type: 'text', name },
  { key: 'seats', type: 'number', name },
  { key: 'hot', type: 'boolean', name },
  { key: 'day', type: 'date', name },
  { key: 'at', type: 'date_time', name },
  { key: 'opens', type: 'time', name },
  { key: 'place', type: 'select', name, options },
  { key: 'tags', type: 'multi_select', name, options },
  { key: 'author', type: 'relation', name, to: ['author'] },
]
const definition: ContentTypeDefinition = { key: 't', name, kind: 'plain', fields }

const scalars: Record<string, fc.Arbitrary<unknown>> = {
  title: fc.constantFrom('', 'x', '東京', 'xyz'),
  seats: fc.constantFrom(0, 1, 2.5, -3),
  hot: fc.boolean(),
  day: fc.constantFrom('2026-11-24', '2024-02-29'),
  at: fc.constantFrom('2026-11-24T00:00:00.000Z', '2026-11-24T09:00:00+09:00'),
  opens: fc.constantFrom('09:30', '18:00'),
  place: fc.constantFrom('a', 'b', 'gone'),
  tags: fc.constantFrom('a', 'b'),
  author: fc.constant(id),
}
/** What the form can make of a field, with values of its type, or none yet. */
const row: fc.Arbitrary<Row> = fc.constantFrom(...fields).chain((field) =>
  fc.constantFrom(...comparisonsOf(field, true)).chain((comparison): fc.Arbitrary<Row> => {
    const one = scalars[field.key]!
    const { op } = compared(field, startOf(field), comparison)
    const value =
      op === 'exists'
        ? fc.constant(comparison === 'filled')
        : fc.option(op === 'in' || op === 'nin' ? fc.array(one, { minLength: 1, maxLength: 3 }) : one)
    return value.map((given) => ({ path: field.key, op, value: given }))
  }),
)
const rows = fc
  .record({ match: fc.constantFrom('all' as const, 'any' as const), rows: fc.array(row, { maxLength: 5 }) })
  .map(({ match, rows: list }) => ({ match: list.length > 1 ? match : ('all' as const), rows: list }))

/** Conditions as people and programs write them, some of them more than rows can say. */
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    row.map(({ path, op, value }) => ({ [path]: { [op]: value } })),
    row.map(({ path, value }) => ({ [path]: value })),
    fc.tuple(row, row).map(([a, b]) => ({ [a.path]: { [a.op]: a.value }, [b.path]: { [b.op]: b.value } })),
    fc.tuple(scalars['seats']!, scalars['seats']!).map(([gte, lte]) => ({ seats: { gte, lte } })),
    fc.constant({}),
    fc.array(tie('condition'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('condition'), { maxLength: 3 }).map((or) => ({ or })),
    tie('condition').map((not) => ({ not })),
  ),
}))
const values = fc.record(
  { ...scalars, tags: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) },
  { requiredKeys: [] },
)

describe('a condition in a form', () => {
  test('whatever the form makes comes back as the same rows', () => {
    fc.assert(fc.property(rows, (made) => void expect(rowsOf(conditionOf(made), fields)).toEqual(made)))
  })

  test('whatever the form shows of what was written elsewhere says the same when it is written again', () => {
    let shown = 0
    fc.assert(
      fc.property(condition, values, (written, entry) => {
        const found = rowsOf(written, fields)
        if (!found) return
        shown++
        const again = conditionOf(found) ?? {}
        expect(rowsOf(again, fields)).toEqual(
          found.rows.length > 1 || 'or' in again ? found : { ...found, match: 'all' },
        )
        expect(holds(again, definition, entry as never, 'ja')).toBe(
          holds(written, definition, entry as never, 'ja'),
        )
      }),
      { numRuns: 500 },
    )
    expect(shown).toBeGreaterThan(100)
  })

  test('what rows cannot say is left to JSON, and nothing of it is shown as less', () => {
    for (const written of [
      { or: [{ seats: 1 }, { and: [{ seats: 2 }, { hot: true }] }] },
      { or: [{ seats: 1, hot: true }] },
      { or: [{ seats: 1 }, {}] },
      { or: [{ seats: 1 }], hot: true },
      { or: [] },
      { and: [] },
      { and: [{ or: [{ seats: 1 }] }] },
      { not: { seats: 1 } },
      { seats: {} },
      { seats: { near: 1 } },
      { seats: { contains: '1' } },
      { seats: { eq: [1] } },
      { title: { in: ['a', 'b'] } },
      { place: { in: [] } },
      { place: { in: 'a' } },
      { place: { in: ['a', null] } },
      { hot: 'true' },
      { hot: { exists: 'true' } },
      { day: '2026-11-24T00:00:00Z' },
      { day: 'tomorrow' },
      { at: { lt: { var: 'now' } } },
      { at: '2026-11-24' },
      { title: ['a'] },
      [],
      'hot',
      null,
      5,
    ])
      expect(rowsOf(written, fields), JSON.stringify(written)).toBeUndefined()
  })

  test('short ways of writing are read: side by side, without an operator, lists in lists', () => {
    const read = (written: object) =>
      rowsOf(written, fields)?.rows.map((one) => [one.path, one.op, one.value].join(' '))
    expect(read({})).toEqual([])
    expect(read({ place: 'a', seats: { gte: 1, lte: 9 } })).toEqual([
      'place eq a',
      'seats gte 1',
      'seats lte 9',
    ])
    expect(read({ and: [{ hot: true }, { and: [{ title: { contains: 'x' } }, {}] }] })).toEqual([
      'hot eq true',
      'title contains x',
    ])
    expect(rowsOf({ or: [{ hot: true }] }, fields)).toMatchObject({ match: 'any' })
  })

  test('a row about a field that was taken away is kept', () => {
    const written = { and: [{ gone: { contains: 'x' } }, { 'author.name': { eq: 'y' } }] }
    const found = rowsOf(written, fields)!
    expect(found.rows.map((one) => one.path)).toEqual(['gone', 'author.name'])
    expect(conditionOf(found)).toEqual(written)
  })

  test('no row is no condition, one row is written without a list', () => {
    expect(conditionOf({ match: 'all', rows: [] })).toBeUndefined()
    expect(conditionOf({ match: 'any', rows: [] })).toBeUndefined()
    expect(conditionOf({ match: 'all', rows: [{ path: 'place', op: 'eq', value: 'a' }] })).toEqual({
      place: { eq: 'a' },
    })
  })

  test('from field to field and comparison to comparison, a row stays one that can be shown', () => {
    const steps = fc.array(
      fc.record({ field: fc.option(fc.constantFrom(...fields)), comparison: fc.nat(), value: fc.nat() }),
    )
    fc.assert(
      fc.property(row, steps, (start, all) => {
        let now = start
        for (const { field: other, comparison } of all) {
          const own = fields.find(({ key }) => key === now.path)!
          const offered = comparisonsOf(own, true)
          now = other ? about(other, now) : compared(own, now, offered[comparison % offered.length]!)
          const field = fields.find(({ key }) => key === now.path)!
          expect(fits(field, now), JSON.stringify(now)).toBe(true)
          expect(comparisonsOf(field, true)).toContain(comparisonOf(now))
        }
      }),
    )
  })

  test('what a row begins with can be asked once it has a value', () => {
    for (const field of fields) {
      const start = startOf(field)
      const parsed = parseFilter(conditionOf({ match: 'all', rows: [start] }))
      expect(typeOf(field).operators, field.key).toContain(start.op)
      expect(parsed, field.key).toHaveProperty('filter')
    }
  })
})
