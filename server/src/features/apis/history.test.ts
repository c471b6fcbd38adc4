import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, wrongs } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/apis'
let owner: Ask
let viewer: Ask
const post = (path: string, body: unknown, more: object = {}) =>
  owner(`${at}${path}`, { method: 'POST', body, ...more })
const endpoint = { operation: 'entries.list', type: 'book', cacheSeconds: 60 }
const versions = async (api = 'out') => succeeded(await owner(`${at}/${api}/versions`))
const paths = async (api = 'out') =>
  succeeded(await owner(`${at}/${api}/endpoints`)).map((one: { path: string; id: string }) => one.path)

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  viewer = await dozo.member('viewer', ['viewer'])
  const content = contentOf(owner)
  for (const key of ['book', 'film']) await content.define(definition(key, [field('text', 'name')]))
  await content.create('book', { name: 'x' }, { publish: true })
  succeeded(await post('', { key: 'out', name: 'Out', security: 'open' }))
})

test('each change of an API is a version that says what changed and who did it', async () => {
  const books = succeeded(await post('/out/endpoints', { ...endpoint, path: '/books' }))
  const films = succeeded(await post('/out/endpoints', { ...endpoint, type: 'film', path: '/films' }))
  await owner(`${at}/out/endpoints/${books.id}`, {
    method: 'PUT',
    ifMatch: '*',
    body: { ...endpoint, path: '/books', pageSize: 5 },
  })
  await owner(`${at}/out`, { method: 'PATCH', ifMatch: '*', body: { name: 'New' } })
  await owner(`${at}/out/endpoints/${films.id}`, { method: 'DELETE', ifMatch: '*' })
  const told = (await versions()).map(({ version, added, changed, removed, settingsChanged }: any) => [
    version,
    added,
    changed,
    removed,
    settingsChanged,
  ])
  expect(told).toEqual([
    [6, [], [], ['entries.list /films'], false],
    [5, [], [], [], true],
    [4, [], ['entries.list /books'], [], false],
    [3, ['entries.list /films'], [], [], false],
    [2, ['entries.list /books'], [], [], false],
    [1, [], [], [], false],
  ])
  expect((await versions())[0].createdBy).toBe('owner')
})

test('an earlier version is restored with its endpoints under their old ids, and readers see it at once', async () => {
  expect((await dozo.site('/api/out/films')).status).toBe(404)
  const before = (await versions())[3].definition
  const restored = await post('/out/restore', { version: 3 }, { ifMatch: '*' })
  expect([restored.status, restored.body.data.name]).toEqual([200, 'Out'])
  expect(await paths()).toEqual(['/books', '/films'])
  expect((await versions())[0].definition).toEqual(before)
  expect((await dozo.site('/api/out/films')).status).toBe(200)
})

test('endpoints that have changed places are set back in one step', async () => {
  const all = succeeded(await owner(`${at}/out/endpoints`))
  const put = (id: string, path: string) =>
    owner(`${at}/out/endpoints/${id}`, { method: 'PUT', ifMatch: '*', body: { ...endpoint, path } })
  const { version } = (await versions())[0]
  await put(all[0].id, '/between')
  await put(all[1].id, '/books')
  await put(all[0].id, '/films')
  expect((await post('/out/restore', { version }, { ifMatch: '*' })).status).toBe(200)
  const now = succeeded(await owner(`${at}/out/endpoints`))
  expect(now.map(({ id, path }: any) => [id, path])).toEqual(all.map(({ id, path }: any) => [id, path]))
})

test('what can no longer be so is refused by name, and nothing is half restored', async () => {
  const { version } = (await versions())[0]
  const films = succeeded(await owner(`${at}/out/endpoints`))[1]
  await owner(`${at}/out/endpoints/${films.id}`, { method: 'DELETE', ifMatch: '*' })
  const type = succeeded(await owner('/manage/v1/sites/main/content-types/film'))
  const gone = await owner('/manage/v1/sites/main/content-types/film', {
    method: 'DELETE',
    ifMatch: type.etag,
  })
  expect(gone.status).toBe(204)
  const refused = await post('/out/restore', { version }, { ifMatch: '*' })
  expect([refused.status, ...wrongs(refused)]).toEqual([422, ['/endpoints/films/type', 'type_unknown']])
  expect(await paths()).toEqual(['/books'])
  expect((await post('/out/restore', { version: 999 }, { ifMatch: '*' })).status).toBe(404)
  expect((await post('/out/restore', { version: 1 })).status).toBe(428)
  const stale = await post('/out/restore', { version: 1 }, { ifMatch: 1 })
  expect(stale.status).toBe(412)
})

test('a copy answers as the first does, goes its own way, and has none of its tokens', async () => {
  const token = { name: 't', expiresAt: '2027-01-01T00:00:00Z' }
  succeeded(await post('/out/tokens', token))
  const copy = succeeded(await post('/out/copy', { key: 'v2', name: 'Two' }))
  expect([copy.key, copy.name, copy.security]).toEqual(['v2', 'Two', 'open'])
  expect((await dozo.site('/api/v2/books')).body.data).toHaveLength(1)
  expect(succeeded(await owner(`${at}/v2/tokens`))).toEqual([])
  const [first] = succeeded(await owner(`${at}/v2/endpoints`))
  await owner(`${at}/v2/endpoints/${first.id}`, { method: 'DELETE', ifMatch: '*' })
  expect([await paths('v2'), await paths()]).toEqual([[], ['/books']])
  expect((await post('/out/copy', { key: 'v2' })).body.code).toBe('api_exists')
})

test('what comes to an end in the first does not in its copy, which is what follows it', async () => {
  const body = {
    path: '/old',
    operation: 'entries.list',
    type: 'book',
    deprecated: { since: '2026-01-01', successor: '/api/next/old' },
  }
  const { id } = succeeded(await post('/out/endpoints', body))
  succeeded(await post('/out/copy', { key: 'next' }))
  const old = succeeded(await owner(`${at}/next/endpoints`)).find((one: any) => one.path === '/old')
  expect(old).not.toHaveProperty('deprecated')
  await owner(`${at}/out/endpoints/${id}`, { method: 'DELETE', ifMatch: '*' })
})

test('who may only look restores and copies nothing', async () => {
  const refused = [
    await viewer(`${at}/out/restore`, { method: 'POST', body: { version: 1 }, ifMatch: '*' }),
    await viewer(`${at}/out/copy`, { method: 'POST', body: { key: 'v3' } }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([403, 403])
})
