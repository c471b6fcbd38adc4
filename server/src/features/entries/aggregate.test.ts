import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
const shelves: Record<string, string> = {}
const books: string[] = []

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('shelf', [field('text', 'name')]))
  await content.define(
    definition('book', [
      field('text', 'author', { filterable: true }),
      field('number', 'price', { filterable: true }),
      field('number', 'cost', { filterable: true, neverDelivered: true }),
      field('boolean', 'sold', { filterable: true }),
      field('date', 'day', { filterable: true }),
      field('multi_select', 'tags', {
        filterable: true,
        options: ['a', 'b'].map((value) => ({ value, name: { ja: value, en: value } })),
      }),
      field('relation', 'shelf', { to: ['shelf'], filterable: true }),
      field('date_time', 'opened', { filterable: true }),
      field('member', 'readers', { many: true, filterable: true }),
      field('text', 'plain'),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { type: 'book', cacheSeconds: 60, operation: 'entries.aggregate' }
  for (const body of [
    { ...endpoint, path: '/count' },
    { ...endpoint, path: '/few', fields: ['author'] },
    { ...endpoint, path: '/sold', filter: { sold: true } },
  ])
    await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body })
  for (const name of ['top', 'cellar'])
    shelves[name] = (await content.create('shelf', { name }, name === 'top' ? { publish: true } : {})).id
  const made = [
    { author: 'Ａ', price: 100, sold: true, day: '2025-12-31', tags: ['a', 'b'], shelf: shelves['top'] },
    { author: 'Ａ', price: 300, sold: false, day: '2026-01-01', tags: ['a'], shelf: shelves['top'] },
    { author: 'a', price: 50, sold: true, day: '2026-01-31', shelf: shelves['cellar'] },
    { author: 'B', cost: 9, opened: '2026-11-24T20:00:00Z' },
  ]
  for (const values of made) books.push((await content.create('book', values, { publish: true })).id)
  await content.create('book', { author: 'draft', price: 1 })
})

const count = async (query: string, path = 'count') => (await dozo.site(`/api/out/${path}?${query}`)).body
const counts = async (query: string, path?: string) =>
  (await count(query, path)).data.map((row: any) => [...Object.values(row.group), row.count])

test('without a group, all that readers can see is counted once, with what was asked of its numbers', async () => {
  expect(await count('min=price,day&max=price&sum=price&avg=price')).toEqual({
    data: [
      {
        group: {},
        count: 4,
        min: { price: 50, day: '2025-12-31T00:00:00.000Z' },
        max: { price: 300 },
        sum: { price: 450 },
        avg: { price: 150 },
      },
    ],
    meta: { more: false },
  })
  expect(await count('filter[price][gt]=1000&avg=price')).toMatchObject({
    data: [{ group: {}, count: 0, avg: { price: null } }],
  })
})

test('groups are told as they are written, the largest first, what has several values in each of them', async () => {
  expect(await counts('group=author')).toEqual([
    ['Ａ', 2],
    ['B', 1],
    ['a', 1],
  ])
  expect(await counts('group=tags&sort=tags')).toEqual([
    ['a', 2],
    ['b', 1],
    [null, 2],
  ])
  expect(await counts('group=sold&sort=-sold')).toEqual([
    [true, 2],
    [false, 1],
    [null, 1],
  ])
  expect(await counts('group=day:month,sold&sort=day:month')).toEqual([
    ['2025-12', true, 1],
    ['2026-01', false, 1],
    ['2026-01', true, 1],
    [null, null, 1],
  ])
})

test('who points to a draft points to nothing, until it is published', async () => {
  const before = await counts('group=shelf')
  expect(before).toEqual([
    [shelves['top'], 2],
    [null, 2],
  ])
  await content.publish(shelves['cellar']!)
  expect(await counts('group=shelf')).toContainEqual([shelves['cellar'], 1])
})

test('moments are days of the site: at eight in the evening in London it is tomorrow in Tokyo', async () => {
  expect(await counts('group=opened:day&filter[opened][exists]=true')).toEqual([['2026-11-25', 1]])
})

test('a conditioned endpoint counts within its condition, and pages are cut with a word about it', async () => {
  expect(await count('', 'sold')).toMatchObject({ data: [{ count: 2 }] })
  const cut = await count('group=author&page[size]=1')
  expect([cut.data.length, cut.meta]).toEqual([1, { more: true }])
})

test('nothing shows that readers do not get: other fields are refused by name', async () => {
  const refused = async (query: string, path = 'count') => {
    const answer = await dozo.site(`/api/out/${path}?${query}`)
    return [answer.status, ...wrongs(answer).flat()]
  }
  expect(await refused('sum=cost')).toEqual([400, '/sum', 'path_unknown'])
  expect(await refused('group=cost')).toEqual([400, '/group', 'path_unknown'])
  expect(await refused('group=price', 'few')).toEqual([400, '/group', 'filter_not_allowed'])
  expect(await refused('group=plain')).toEqual([400, '/group', 'not_filterable'])
  expect(await refused('group=day')).toEqual([400, '/group', 'unit_wanted'])
  expect(await refused('group=day:week')).toEqual([400, '/group', 'unit_wanted'])
  expect(await refused('group=author:day')).toEqual([400, '/group', 'unit_not_for_field'])
  expect(await refused('group=createdBy')).toEqual([400, '/group', 'not_groupable'])
  expect(await refused('group=shelf.name')).toEqual([400, '/group', 'not_groupable'])
  expect(await refused('avg=author')).toEqual([400, '/avg', 'not_measurable'])
  expect(await refused('max=sold')).toEqual([400, '/max', 'not_measurable'])
  expect(await refused('group=author,price,sold')).toEqual([400, '/group', 'too_many_items'])
  expect(await refused('sort=price')).toEqual([400, '/sort', 'not_an_option'])
  expect(await refused('fields=author&count=exact')).toEqual([
    400,
    '/fields',
    'parameter_unknown',
    '/count',
    'parameter_unknown',
  ])
})

test('a kept count goes when an entry is published or taken away', async () => {
  const all = async () => (await count('')).data[0].count
  expect(await all()).toBe(4)
  expect((await content.unpublish(books[3]!)).text).toContain('draft')
  expect(await all()).toBe(3)
})

test('members of whom there are several are counted each', async () => {
  const [one, two] = await Promise.all(['one', 'two'].map((name) => dozo.member(name, ['member'])))
  const { id } = await content.create(
    'book',
    { author: '共著', readers: [one!.id, two!.id] },
    { publish: true },
  )
  const { data } = (await dozo.site('/api/out/count?group=readers&filter[author]=共著')).body
  const groups = (data as { group: { readers: string }; count: number }[]).map((row) => [
    row.group.readers,
    row.count,
  ])
  expect(groups.toSorted()).toEqual(
    [
      [one!.id, 1],
      [two!.id, 1],
    ].toSorted(),
  )
  await content.remove(id)
})
