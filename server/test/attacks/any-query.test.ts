import fc from 'fast-check'
import { bindQuery } from '@dozo/content-model/query/bind'
import { parseQueryJson } from '@dozo/content-model/query/parse-json'
import { shapeOf } from '@dozo/content-model/query/shape'
import { beforeAll, expect, test } from 'vitest'
import { listSql } from '#features/entries/list-sql.ts'
import * as contentTypes from '#features/content-types/service.ts'
import { useDozo, type Answer, type Ask } from '../harness.ts'
import { furnish, type Things } from './world.ts'

/** The long runs look further, and elsewhere each time. */
const times = process.env['TEST_FULL'] ? 10 : 1
const dozo = useDozo()
const at = '/manage/v1/sites/left'
const host = { host: 'left.localhost' }
let own: Things
let owner: Ask

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
  await dozo.settled()
})

const get = (path: string): Promise<Answer> => dozo.site(`/api/api-left/${path}`, { headers: host })

// Anything: trees of any depth, operators and paths that exist or not, values of every type.
const word = fc.oneof(
  fc.constantFrom(
    'title',
    'slug',
    'secret',
    'price',
    'date',
    'at',
    'opens',
    'paint',
    'sold',
    'copies',
    'shelf',
    'shelf.name',
    'id',
    'key',
    'parent',
  ),
  fc.constantFrom(
    'publishedAt',
    'number',
    'position',
    'shelf.shelf.name',
    'and',
    'or',
    'not',
    '__proto__',
    'constructor',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
)
const op = fc.oneof(
  fc.constantFrom(
    'eq',
    'ne',
    'in',
    'nin',
    'lt',
    'lte',
    'gt',
    'gte',
    'contains',
    'startsWith',
    'exists',
    'var',
  ),
  fc.string({ maxLength: 5 }),
)
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    'true',
    'false',
    '2026-01-01',
    '2026-13-45',
    '0000-00-00',
    '2026-01-01T00:00:00Z',
    '1e400',
    '-0',
    'NaN',
  ),
  fc.constantFrom(
    '9007199254740993',
    '١٢٣',
    '+1',
    ' 1',
    '0x10',
    '',
    '\u0000',
    '%00',
    'null',
    'infinity',
    '-infinity',
  ),
  fc.constantFrom(
    '294277-01-01',
    '+275761-01-01T00:00:00Z',
    '24:00',
    '2026-01-01T24:00:00Z',
    '2016-12-31T23:59:60Z',
  ),
  fc.uuid(),
  fc.double(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 9, depthSize: 'small' },
    fc.dictionary(
      word,
      fc.oneof(value, fc.dictionary(op, fc.oneof(value, fc.array(value, { maxLength: 4 })))),
    ),
    fc.record({ or: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ and: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
    fc.dictionary(word, tie('tree'), { maxKeys: 2 }),
  ),
}))
const anyQuery = fc.record(
  {
    filter: fc.oneof(
      { weight: 9, arbitrary: tree },
      { weight: 1, arbitrary: fc.anything({ withBigInt: false }) },
    ),
    sort: fc.oneof(word, fc.array(word, { maxLength: 4 }), value),
    fields: fc.oneof(word, fc.array(word, { maxLength: 4 }), value),
    page: fc.oneof(fc.record({ size: value }), fc.record({ after: value }), value),
    locale: fc.oneof(fc.constantFrom('ja', 'en'), value),
    fallback: fc.oneof(fc.constantFrom('none', 'default'), value),
    count: fc.oneof(fc.constant('exact'), value),
    search: value,
    stage: fc.oneof(fc.constantFrom('work', 'live'), value),
  },
  { requiredKeys: [] },
)

/** A tree as brackets in a query string. */
function brackets(name: string, node: unknown): string[] {
  if (node === null || typeof node !== 'object') return [`${encoded(name)}=${encoded(String(node))}`]
  return Object.entries(node).flatMap(([key, inner]) => brackets(`${name}[${key}]`, inner))
}
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())
const searchOf = (query: object) =>
  Object.entries(query)
    .flatMap(([key, one]) => brackets(key, one))
    .join('&')

test(
  'any query, through addresses and as JSON, is answered or refused, never an error of ours',
  async () => {
    const seen = new Set<number>()
    const run = async (query: object) => {
      const search = searchOf(query)
      const answers = [
        await get(`book-left?${search}`),
        await get(`book-left/search?q=x&${search}`),
        await owner(`${at}/entries?type=${own.type}&${search}`),
        await owner(`${at}/entries/query`, { method: 'POST', body: { type: own.type, ...query } }),
      ]
      for (const { status, text } of answers) {
        seen.add(status)
        if (![200, 400, 422].includes(status)) throw new Error(`${status} ${text} ${search}`)
      }
    }
    await fc.assert(fc.asyncProperty(anyQuery, run), { numRuns: 400, seed: 1 })
    await fc.assert(fc.asyncProperty(anyQuery, run), { numRuns: 100 * times })
    expect([...seen]).toEqual(expect.arrayContaining([200, 400]))
  },
  60_000 * times,
)

// Queries that are right, so that many of them become SQL.
const leaf = fc.oneof(
  fc.record({ title: fc.record({ eq: fc.string({ maxLength: 9 }) }) }),
  fc.record({ title: fc.record({ in: fc.array(fc.string(), { minLength: 1, maxLength: 5 }) }) }),
  fc.record({ memo: fc.record({ startsWith: fc.string({ minLength: 1, maxLength: 5 }) }) }),
  fc.record({ memo: fc.record({ contains: fc.string({ minLength: 1, maxLength: 5 }) }) }),
  fc.record({ price: fc.record({ gte: fc.integer() }) }),
  fc.record({ sold: fc.record({ eq: fc.boolean() }) }),
  fc.record({ slug: fc.record({ exists: fc.boolean() }) }),
  fc.record({ shelf: fc.record({ eq: fc.uuid() }) }),
  fc.record({ 'shelf.name': fc.record({ ne: fc.string({ maxLength: 5 }) }) }),
)
const { right } = fc.letrec((tie) => ({
  right: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ or: fc.array(tie('right'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ and: fc.array(tie('right'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('right') }),
  ),
}))
const rightQuery = fc.record(
  {
    filter: right,
    sort: fc.constantFrom('title', '-price', 'title,-date', '-publishedAt'),
    fields: fc.constantFrom('title', 'title,shelf.name', 'slug,price'),
    fallback: fc.constantFrom('none', 'default'),
    locale: fc.constantFrom('ja', 'en'),
  },
  { requiredKeys: ['filter'] },
)

test('queries of one shape are one statement: no value ever becomes part of its text', async () => {
  const ctx = await dozo.system('left')
  const model = await contentTypes.modelOf(ctx)
  const type = model.type(own.type)!
  const textOf = new Map<string, string>()
  let many = 0
  const run = (query: unknown) => {
    const parsed = parseQueryJson(query)
    const bound = bindQuery(parsed.query, {
      model,
      type,
      audience: 'delivery',
      locales: ['ja', 'en'],
      defaultLocale: 'ja',
      defaultSort: '-publishedAt',
    })
    if (!bound.query) return
    const listed = {
      bound: bound.query,
      stage: 'live' as const,
      siteId: ctx.site.id,
      now: new Date(),
      access: null,
    }
    const { text } = listSql(listed)
    const shape = shapeOf(bound.query)
    if (textOf.has(shape)) many++
    expect(text).toBe(textOf.get(shape) ?? text)
    textOf.set(shape, text)
  }
  fc.assert(fc.property(rightQuery, run), { numRuns: 3000 * times, ...(times === 1 ? { seed: 7 } : {}) })
  expect(many).toBeGreaterThan(100)
  expect(textOf.size).toBeGreaterThan(100)
})
