import { limits } from '@dozo/content-model/limits'
import { beforeAll, expect, test } from 'vitest'
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

test('whether a field has a value is answered, for every kind of field', async () => {
  for (const field of ['title', 'slug', 'memo', 'shelf', 'shelf.name', 'key', 'publishedAt']) {
    expect((await get(`all?filter[${field}][exists]=true`)).body.data, field).toHaveLength(1)
    expect((await get(`all?filter[${field}][exists]=false`)).body.data, field).toEqual([])
  }
  for (const field of ['price', 'date', 'at', 'opens', 'paint', 'sold']) {
    expect((await get(`all?filter[${field}][exists]=true`)).body.data, field).toEqual([])
    expect((await get(`all?filter[${field}][exists]=false`)).body.data, field).toHaveLength(1)
  }
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
