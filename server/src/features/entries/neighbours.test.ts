import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
const ids: string[] = []

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('shelf', [field('text', 'name')]))
  await content.define(
    definition('book', [
      field('text', 'name', { filterable: true }),
      field('number', 'rank', { filterable: true }),
      field('date', 'day', { filterable: true }),
      field('relation', 'shelf', { to: ['shelf'] }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const book = { type: 'book', cacheSeconds: 60 }
  const shown = { ...book, filter: { name: { ne: 'hidden' } } }
  for (const endpoint of [
    { ...book, path: '/books', operation: 'entries.list' },
    { ...book, path: '/books/{id}/neighbours', operation: 'entries.neighbours' },
    { ...shown, path: '/shown/{id}', operation: 'entries.neighbours' },
  ])
    await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
  const shelf = (await content.create('shelf', { name: 'top' }, { publish: true })).id
  const ranks = [3, null, 1, 3, null, 2, null, 3, 1]
  const days = ['2026-01-03', '2026-01-01', null, null, null, '2026-01-02', '2026-01-01', '2026-01-01', null]
  for (const [n, rank] of ranks.entries()) {
    const name = n === 4 ? 'hidden' : `b${n % 5}`
    ids.push((await content.create('book', { name, rank, day: days[n], shelf }, { publish: true })).id)
  }
})

const beside = async (id: string, query: string) =>
  (await dozo.site(`/api/out/books/${id}/neighbours?${query}`)).body.data

test.each(['rank', '-rank', 'rank,-day', '-rank,day,name', 'day', '-publishedAt', 'name,rank', '-id'])(
  'sorted by %s, an entry stands between those that the list has around it',
  async (sort) => {
    const list = (await dozo.site(`/api/out/books?sort=${sort}&fields=name`)).body.data as { id: string }[]
    expect(list).toHaveLength(9)
    for (const [n, { id }] of list.entries()) {
      const { previous, next } = await beside(id, `sort=${sort}&fields=name`)
      expect([previous?.id, next?.id], `neighbours of ${n}`).toEqual([list[n - 1]?.id, list[n + 1]?.id])
    }
  },
)

test('neighbours have the fields that were asked for, and stay within what was filtered', async () => {
  const { previous, next } = await beside(ids[0]!, 'sort=number&fields=name,shelf.name')
  expect([previous, next.name, next.shelf.name]).toEqual([null, 'b1', 'top'])
  const far = await beside(ids[0]!, 'sort=number&filter[name][eq]=b0')
  expect(far.next.id).toBe(ids[5])
  const around = async (n: number) =>
    (await dozo.site(`/api/out/shown/${ids[n]}?sort=number`)).body.data.next?.id
  expect(await around(3)).toBe(ids[5])
  const outside = await dozo.site(`/api/out/books/${ids[0]}/neighbours?filter[name][eq]=b1`)
  expect(outside.status).toBe(404)
  expect((await dozo.site(`/api/out/shown/${ids[4]}`)).status).toBe(404)
})

test('what a list alone can do is refused by name, and what is no id leads nowhere', async () => {
  const refused = await dozo.site(`/api/out/books/${ids[0]}/neighbours?page[size]=3&count=exact`)
  expect([refused.status, wrongs(refused).map(([path]) => path)]).toEqual([400, ['/size', '/count']])
  expect((await dozo.site(`/api/out/books/x'--/neighbours`)).status).toBe(404)
})

test('an answer that is kept goes when a neighbour does', async () => {
  const before = await beside(ids[2]!, 'sort=number')
  expect(before.previous.id).toBe(ids[1])
  await content.unpublish(ids[1]!)
  expect((await beside(ids[2]!, 'sort=number')).previous.id).toBe(ids[0])
})
