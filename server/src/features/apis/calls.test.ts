import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, words } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/apis'
let owner: Ask
const endpoint = { operation: 'entries.list', type: 'book', cacheSeconds: 60 }

type Told = { id: string; method: string; address: string; status: number; cache: string | null }
const told = async (api = 'out'): Promise<{ since: string; calls: Told[] }> =>
  succeeded(await owner(`${at}/${api}/calls`))
/** A call is written down when it has been answered, not before. */
const calls = (count: number, api = 'out') =>
  expect
    .poll(async () => (await told(api)).calls.map((c) => [c.method, c.address, c.status, c.cache]))
    .toHaveLength(count)
    .then(async () => (await told(api)).calls)
const make = (key: string) =>
  owner(at, { method: 'POST', body: { key, name: 'o', security: 'open' } }).then(succeeded)

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  await contentOf(owner).define(definition('book', [field('text', 'name', { filterable: true })]))
  await make('out')
  succeeded(await owner(`${at}/out/endpoints`, { method: 'POST', body: { ...endpoint, path: '/books' } }))
})

test('each call is told with what came of it, the newest first, without what was looked for', async () => {
  expect((await told()).calls).toEqual([])
  await dozo.site('/api/out/books?sort=name&filter[name]=ひみつ&secret')
  await dozo.site('/api/out/books')
  await dozo.site('/api/out/books')
  const refused = await dozo.site('/api/out/nowhere')
  const [last, ...before] = await calls(4)
  const [books] = succeeded(await owner(`${at}/out/endpoints`))
  expect(last).toMatchObject({
    id: refused.headers['x-request-id'],
    address: '/nowhere',
    endpoint: null,
    status: 404,
    cache: null,
  })
  expect(before).toMatchObject([
    { address: '/books', endpoint: books.id, status: 200, cache: 'hit' },
    { address: '/books', endpoint: books.id, status: 200, cache: 'miss' },
    { method: 'GET', address: '/books?sort=name&filter[name]=…&…', status: 400 },
  ])
  expect(JSON.stringify(await told())).not.toMatch(/ひみつ|%E3|secret|127\.0\.0\.1/)
})

test('a hundred are kept, and names that somebody makes up take no memory', async () => {
  await make('busy')
  succeeded(await owner(`${at}/busy/endpoints`, { method: 'POST', body: { ...endpoint, path: '/books' } }))
  for (let i = 0; i < 104; i++) await dozo.site(`/api/busy/books?page[size]=${i + 1}`)
  await expect.poll(async () => (await told('busy')).calls[0]?.address).toBe('/books?page[size]=104')
  const { calls: known } = await told('busy')
  expect([known.length, known.at(-1)?.address]).toEqual([100, '/books?page[size]=5'])
  await dozo.site('/api/later/books')
  await make('later')
  expect((await told('later')).calls).toEqual([])
})

test('a new API does not inherit the calls of one that had its key', async () => {
  await make('gone')
  succeeded(await owner(`${at}/gone/endpoints`, { method: 'POST', body: { ...endpoint, path: '/books' } }))
  await dozo.site('/api/gone/books')
  await calls(1, 'gone')
  succeeded(await owner(`${at}/gone`, { method: 'DELETE', ifMatch: '*' }))
  await make('gone')
  expect((await told('gone')).calls).toEqual([])
})

test('they are for those who may see APIs, and for no other site', async () => {
  await dozo.makeSite('other')
  const stranger = (await dozo.member('stranger', ['owner'], 'other')) as Ask
  expect((await stranger(`${at}/out/calls`)).status).toBe(404)
  const grants = [{ permission: 'console.enter' }]
  const body = { key: 'reader', name: words('Reader'), grants }
  succeeded(await owner('/manage/v1/sites/main/groups', { method: 'POST', body }))
  const reader = (await dozo.member('reader', ['reader'])) as Ask
  expect((await reader(`${at}/out/calls`)).status).toBe(403)
})
