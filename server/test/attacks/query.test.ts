import fc from 'fast-check'
import { bindQuery } from '@dozo/content-model/query/bind'
import { limits } from '@dozo/content-model/limits'
import { parseQueryJson } from '@dozo/content-model/query/parse-json'
import { shapeOf } from '@dozo/content-model/query/shape'
import { beforeAll, expect, test } from 'vitest'
import { listSql } from '#features/entries/list-sql.ts'
import * as apis from '#features/apis/service.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import * as contentTypes from '#features/content-types/service.ts'
import * as entries from '#features/entries/service.ts'
import * as groups from '#features/groups/service.ts'
import { asker, password, useDozo, type Answer, type Ask } from '../harness.ts'
import { furnish, type Things } from './world.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/left'
const host = { host: 'left.localhost' }
let own: Things
let owner: Ask
let limited: Ask
let reader: Ask

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  const ctx = await dozo.system('left')
  await apis.create(ctx, { key: 'q', name: 'q', security: 'open' })
  await apis.create(ctx, { key: 'm', name: 'm', security: 'member' })
  const base = { type: own.type, cacheSeconds: 0 }
  const all = { ...base, operation: 'entries.list' }
  await endpoints.create(ctx, 'q', { ...all, path: '/all' })
  await endpoints.create(ctx, 'q', { ...all, path: '/few', filters: ['title'], sorts: ['title'] })
  await endpoints.create(ctx, 'q', { ...all, path: '/narrow', fields: ['title', 'shelf.name'] })
  await endpoints.create(ctx, 'q', { ...base, path: '/one/{key}', operation: 'entries.get' })
  await endpoints.create(ctx, 'q', { ...base, path: '/search', operation: 'search' })
  await endpoints.create(ctx, 'q', {
    ...base,
    path: '/narrow/search',
    operation: 'search',
    fields: ['title'],
  })
  await endpoints.create(ctx, 'm', { ...all, path: '/mine', rights: 'caller' })
  await endpoints.create(ctx, 'm', { ...base, path: '/search', operation: 'search', rights: 'caller' })
  await endpoints.create(ctx, 'm', { path: '/login', operation: 'sessions.login' })
  const read = { permission: 'entries.read', types: [own.type], fields: ['title', 'slug'] }
  await groups.create(ctx, {
    key: 'limited',
    name: { ja: 'l', en: 'l' },
    grants: [{ permission: 'console.enter' }, { permission: 'content-types.read' }, read],
  })
  owner = await dozo.member('owner', ['owner'], 'left')
  limited = await dozo.member('limited', ['limited'], 'left')
  const login = await dozo.site('/api/m/login', {
    method: 'POST',
    body: { email: 'limited@left.example', password },
    headers: host,
  })
  reader = asker(dozo.siteDoor, { authorization: `Bearer ${login.body.data.token}`, ...host })
  await dozo.settled()
})

const get = (path: string): Promise<Answer> => dozo.site(`/api/q/${path}`, { headers: host })
const codes = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((one: { code: string }) => one.code)

const oracles = (field: string) => [
  `filter[${field}][eq]=himitsu`,
  `filter[${field}][startsWith]=h`,
  `filter[${field}][contains]=h`,
  `filter[${field}][exists]=true`,
  `filter[not][${field}][eq]=x`,
  `filter[or][0][${field}][gt]=a`,
  `filter[and][0][or][0][not][${field}][in][]=a`,
  `sort=${field}`,
  `sort=-${field}`,
  `sort=title,${field}`,
  `fields=${field}`,
]

test.each([...oracles('secret'), ...oracles('shelf.owner_note')])(
  'never delivered, never asked about: %s answers as if there were no such field',
  async (query) => {
    const hidden = await get(`all?${query}`)
    const absent = await get(`all?${query.replace('secret', 'nosuch').replace('owner_note', 'nosuch')}`)
    expect(hidden.status).toBe(400)
    expect(codes(hidden)).toEqual(codes(absent))
    expect(JSON.stringify(hidden.body.errors).replaceAll(/secret|owner_note/g, 'nosuch')).toBe(
      JSON.stringify(absent.body.errors),
    )
  },
)

test('what an endpoint does not allow is no way round either', async () => {
  for (const query of oracles('memo').filter((one) => !one.startsWith('fields')))
    expect((await get(`few?${query}`)).status, query).toBe(400)
  expect((await get('few?filter[title][eq]=表題&sort=-title')).body.data).toHaveLength(1)
  for (const query of [...oracles('memo'), ...oracles('slug'), ...oracles('shelf.owner_note')])
    expect((await get(`narrow?${query}`)).status, query).toBe(400)
  const asked = await get('narrow?filter[title][eq]=表題&filter[shelf.name][startsWith]=棚&sort=-title')
  expect(asked.body.data[0]).toEqual(expect.objectContaining({ title: '表題' }))
  expect(asked.text).not.toContain('oboegaki')
  expect((await get('narrow?filter[publishedAt][exists]=true&sort=-publishedAt')).status).toBe(200)
})

test('nobody filters, sorts, selects or searches by a field that they may not read', async () => {
  for (const query of [...oracles('memo'), ...oracles('secret')]) {
    expect((await limited(`${at}/entries?type=${own.type}&${query}`)).status, query).toBe(400)
    expect((await reader(`/api/m/mine?${query}`)).status, query).toBe(400)
  }
  for (const query of oracles('shelf.name'))
    expect((await limited(`${at}/entries?type=${own.type}&${query}`)).status, query).toBe(400)
  for (const word of ['oboegaki', 'himitsu']) {
    const answers = [
      await limited(`${at}/search?q=${word}`),
      await limited(`${at}/entries?type=${own.type}&search=${word}`),
      await reader(`/api/m/search?q=${word}`),
    ]
    for (const answer of answers) expect([answer.status, answer.body.data], word).toEqual([200, []])
  }
  expect((await limited(`${at}/search?q=表題`)).body.data).toHaveLength(1)
  expect((await reader('/api/m/search?q=表題')).body.data).toHaveLength(1)
  expect((await reader('/api/m/mine')).text).not.toMatch(/oboegaki|himitsu/)
  expect((await limited(`${at}/entries/${own.entry}`)).text).not.toMatch(/oboegaki|himitsu/)
})

test('search finds nothing by hidden words and shows nothing of them', async () => {
  expect((await get('search?q=oboegaki')).body.data).toHaveLength(1)
  expect((await get('search?q=himitsu')).body.data).toEqual([])
  expect((await get('narrow/search?q=oboegaki')).body.data).toEqual([])
  expect((await get('narrow/search?q=表題')).text).not.toMatch(/oboegaki|himitsu/)
  expect((await get('search?q=表題&fields=slug')).text).not.toMatch(/oboegaki|himitsu/)
})

test('the snippet of a type with very many fields holds nothing hidden', async () => {
  const ctx = await dozo.system('left')
  const name = { ja: 'f', en: 'f' }
  const searchable = { weight: 'B' as const }
  const fields = Array.from({ length: 45 }, (_, i) => ({ key: `f${i}`, type: 'text' as const, name }))
  await contentTypes.create(ctx, {
    key: 'wide',
    name,
    kind: 'plain',
    fields: [
      { key: 'title', type: 'text', name, searchable },
      { key: 'hidden', type: 'text', name, searchable, neverDelivered: true },
      ...fields,
    ],
  })
  await entries.create(ctx, { type: 'wide', values: { title: 'hiroi', hidden: 'himitsu' }, publish: true })
  await endpoints.create(ctx, 'q', { type: 'wide', path: '/wide', operation: 'search', cacheSeconds: 0 })
  await dozo.settled()
  const found = await get('wide?q=hiroi')
  expect(found.body.data).toHaveLength(1)
  expect(found.text).not.toContain('himitsu')
})

test('a relation to what is not public tells nothing: not its name, not by a filter', async () => {
  const before = await get('all?filter[shelf.name][startsWith]=棚&fields=title,shelf.name')
  expect(before.body.data[0].shelf.name).toBe('棚 left')
  const taken = await owner(`${at}/entries/${own.shelf}/unpublish`, { method: 'POST', ifMatch: '*' })
  expect(taken.status).toBe(200)
  expect((await get('all?filter[shelf.name][startsWith]=棚')).body.data).toEqual([])
  const after = await get('all?fields=title,shelf.name')
  expect(after.body.data).toHaveLength(1)
  expect(after.text).not.toContain('棚')
  await owner(`${at}/entries/${own.shelf}/publish`, { method: 'POST', ifMatch: '*', body: {} })
})

const injections = [
  "'",
  "' or '1'='1",
  "'; drop table entries; --",
  '"; select pg_sleep(10); --',
  "\\'; select 1; --",
  '$1',
  '${1}',
  'title) or (1=1',
  "title' || (select email from members limit 1) || '",
  'title" collate "C',
  '/**/or/**/1=1',
  '%',
  '_',
  '\\',
  'é́',
]

test.each(injections)('%s is a value wherever it stands', async (text) => {
  const word = encodeURIComponent(text)
  for (const op of ['eq', 'startsWith', 'contains', 'gt', 'in']) {
    const name = op === 'in' ? `filter[title][in][]` : `filter[title][${op}]`
    const answer = await get(`all?${name}=${word}`)
    expect(answer.status, `${op}: ${answer.text}`).toBe(200)
    if (op !== 'gt') expect(answer.body.data, op).toEqual([])
  }
  const refused = [
    `filter[${word}][eq]=x`,
    `filter[title][${word}]=x`,
    `filter[price][eq]=${word}`,
    `filter[date][eq]=${word}`,
    `filter[at][gt]=${word}`,
    `filter[sold][eq]=${word}`,
    `filter[shelf][eq]=${word}`,
    `filter[id][eq]=${word}`,
    `sort=${word}`,
    `sort=-title,${word}`,
    `fields=${word}`,
    `page[after]=${word}`,
    `page[size]=${word}`,
    `page[${word}]=1`,
    `locale=${word}`,
    `fallback=${word}`,
    `count=${word}`,
    `${word}=1`,
  ]
  for (const query of refused) {
    const answer = await get(`all?${query}`)
    expect([400, 404], `${query}: ${answer.status} ${answer.text}`).toContain(answer.status)
  }
  expect((await get(`one/${word}`)).status).toBe(404)
  expect((await get(`search?q=${word}`)).status).toBe(200)
  expect((await owner(`${at}/members?search=${word}`)).body.data).toEqual([])
  expect((await owner(`${at}/search?q=${word}`)).status).toBe(200)
  expect((await owner(`${at}/entries?type=${word}`)).status).toBeLessThan(500)
  expect((await get('all')).body.data).toHaveLength(1)
})

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

test('a cursor that was made up, or made for another order, is refused', async () => {
  const bad = [
    cursor('title', own.entry, 'x'),
    cursor('-publishedAt', own.entry, "x'; drop table entries; --"),
    cursor('-publishedAt', "' or 1=1 --", '2026-01-01T00:00:00Z'),
    cursor('-publishedAt', own.entry, { $gt: 1 }),
    cursor('-publishedAt', own.entry),
    cursor('-publishedAt', own.entry, '2026-01-01T00:00:00.000Z', 'more'),
    cursor('-publishedAt', own.entry, '+275761-01-01T00:00:00.000Z'),
    cursor('-secret', own.entry, 'h'),
    Buffer.from('[').toString('base64url'),
    'x'.repeat(4001),
  ]
  for (const after of bad) {
    const answer = await get(`all?page[after]=${after}`)
    expect(answer.status, after).toBe(400)
  }
  const good = cursor('-publishedAt', own.entry, '2036-01-01T00:00:00.000Z')
  expect((await get(`all?page[after]=${good}`)).status).toBe(200)
})

/** One limit, what just fits it, and what does not, with the number it was. */
const deep = (n: number) => `filter${'[not]'.repeat(n)}[title][eq]=x`
const over: [string, string, number, number][] = [
  ['depth', deep(limits.filterDepth + 1), limits.filterDepth + 1, limits.filterDepth],
  [
    'conditions',
    Array.from({ length: 21 }, (_, i) => `filter[or][${i}][title][eq]=x&filter[or][${i}][memo][eq]=x`).join(
      '&',
    ),
    42,
    limits.filterConditions,
  ],
  ['sort keys', 'sort=title,slug,price,date', 4, limits.sortKeys],
  ['page size', 'page[size]=101', 101, limits.pageSize],
  [
    'cost',
    Array.from({ length: 9 }, (_, i) => `filter[or][${i}][title][contains]=x`).join('&'),
    9 * 26,
    limits.queryCost,
  ],
  ['length', `filter[title][eq]=${'x'.repeat(8192)}`, 8192 + 18, limits.queryStringLength],
]

test.each(over)(
  'too much %s is refused with both numbers, in words, too',
  async (_what, query, sent, limit) => {
    const answer = await get(`all?${query}`)
    expect(answer.status).toBe(400)
    const [error] = answer.body.errors
    expect(Object.values(error.params)).toEqual(expect.arrayContaining([sent, limit]))
    expect(error.message).toContain(String(limit))
    expect(error.message).toContain(String(sent))
  },
)

test('too long a list, and too many hops, name their limit', async () => {
  const list = Array.from({ length: 201 }, () => 'filter[title][in][]=x').join('&')
  expect(JSON.stringify((await get(`all?${list}`)).body.errors)).toContain('200')
  expect((await get(`all?${deep(limits.filterDepth)}`)).status).toBe(200)
})

// Anything: trees of any depth, operators and paths that exist or not, values of every type.
const word = fc.oneof(
  fc.constantFrom(
    'title',
    'slug',
    'secret',
    'price',
    'date',
    'at',
    'sold',
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

test('any query, through addresses and as JSON, is answered or refused, never an error of ours', async () => {
  const seen = new Set<number>()
  const run = async (query: object) => {
    const search = searchOf(query)
    const answers = [
      await get(`all?${search}`),
      await get(`search?q=x&${search}`),
      await owner(`${at}/entries?type=${own.type}&${search}`),
      await owner(`${at}/entries/query`, { method: 'POST', body: { type: own.type, ...query } }),
    ]
    for (const { status, text } of answers) {
      seen.add(status)
      if (![200, 400, 422].includes(status)) throw new Error(`${status} ${text} ${search}`)
    }
  }
  await fc.assert(fc.asyncProperty(anyQuery, run), { numRuns: 400, seed: 1 })
  await fc.assert(fc.asyncProperty(anyQuery, run), { numRuns: 100 })
  expect([...seen]).toEqual(expect.arrayContaining([200, 400]))
}, 60_000)

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
  fc.assert(fc.property(rightQuery, run), { numRuns: 3000, seed: 7 })
  expect(many).toBeGreaterThan(100)
  expect(textOf.size).toBeGreaterThan(100)
})

/** The shortest of a few tries: what the machine does besides makes times longer, never shorter. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  let best = Infinity
  for (let i = 0; i < 3; i++) {
    const start = performance.now()
    await work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

test('patterns of fields take linear time, whatever they are', async () => {
  const name = { ja: 'p', en: 'p' }
  const patterns = ['^(a+)+$', '^(a|aa)+$', '(.*a){12}$', '^([a-z]+)*[0-9]$', '(x+x+)+y']
  for (const [i, pattern] of patterns.entries()) {
    const key = `pattern_${i}`
    const definition = { key, name, kind: 'plain', fields: [{ key: 'value', type: 'text', name, pattern }] }
    const made = await owner(`${at}/content-types`, { method: 'POST', body: definition })
    expect(made.status, made.text).toBe(201)
    const check = (n: number) =>
      owner(`${at}/entries?validate=only`, {
        method: 'POST',
        body: { type: key, values: { value: `${'a'.repeat(n)}!` } },
      })
    expect((await check(190)).status).toBeLessThan(500)
    const short = await timeOf(() => check(190))
    const long = await timeOf(() => check(1900))
    expect(long, pattern).toBeLessThan(30 * short + 100)
  }
  const back = {
    key: 'backward',
    name,
    kind: 'plain',
    fields: [{ key: 'v', type: 'text', name, pattern: '(a)\\1' }],
  }
  expect((await owner(`${at}/content-types`, { method: 'POST', body: back })).status).toBe(422)
}, 30_000)

test('long text takes linear time on its way through the schemas, the host and the grammar', async () => {
  const long = (n: number) => [
    () =>
      owner(`${at}/members`, {
        method: 'POST',
        body: { name: 'x', email: `${'a.'.repeat(n)}@`, groups: [] },
      }),
    () =>
      owner(`${at}/members`, {
        method: 'POST',
        body: { name: 'x', email: `a@${'a-'.repeat(n)}!`, groups: [] },
      }),
    () =>
      owner(at, {
        method: 'PATCH',
        ifMatch: '*',
        body: { hosts: [`${'a-'.repeat(n)}!`, `${'a.'.repeat(n)}!`] },
      }),
    () => owner(`${at}/apis`, { method: 'POST', body: { key: 'a-'.repeat(n), name: 'x', security: 'open' } }),
    () =>
      owner(`${at}/members`, { method: 'POST', body: { name: 'x', email: 'x', groups: Array(n).fill('x') } }),
    () =>
      owner(`${at}/entries/query`, {
        method: 'POST',
        body: { type: own.type, filter: { title: { in: Array(n).fill('x') } } },
      }),
    () => owner(`${at}/entries/query`, { method: 'POST', body: { type: own.type, sort: 'a.'.repeat(n) } }),
    () => dozo.console('/livez', { headers: { host: `${'a.'.repeat(n)}!` } }),
    () => dozo.console('/manage/v1/instance', { headers: { 'accept-language': 'ja;q=0.'.repeat(n) } }),
    () => get(`all?${'filter['.repeat(n)}`),
    () => dozo.site('/api/q/all', { headers: { ...host, 'if-none-match': '"a", '.repeat(n) } }),
  ]
  for (const [i, short] of long(4000).entries()) {
    const times = [await timeOf(short), await timeOf(long(40_000)[i]!)]
    expect(times[1], `${i}: ${times}`).toBeLessThan(40 * times[0]! + 150)
  }
}, 30_000)
