import { beforeAll, expect, test } from 'vitest'
import {
  contentOf,
  definition,
  field,
  succeeded,
  words,
  wrongs,
  type Content,
} from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/explain'
let owner: Ask
let content: Content
let builder: Ask

const list = { path: '/books', operation: 'entries.list', type: 'book', cacheSeconds: 60 }

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('book', [
      field('text', 'name', { filterable: true }),
      field('text', 'memo', { filterable: true }),
    ]),
  )
  for (const name of ['open', 'closed']) {
    const { id } = await content.create('book', { name, memo: `memo of ${name}` })
    succeeded(await owner(`${content.at}/entries/${id}/publish`, { method: 'POST', ifMatch: '*', body: {} }))
  }
  const grants = [
    { permission: 'console.enter' },
    { permission: 'apis.read' },
    { permission: 'apis.write' },
    { permission: 'entries.read', types: ['book'], condition: { name: 'open' }, fields: ['name'] },
  ]
  succeeded(
    await owner(`${content.at}/groups`, {
      method: 'POST',
      body: { key: 'builders', name: words('builders'), grants },
    }),
  )
  builder = (await dozo.member('builder', ['builders'])) as Ask
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'in', name: 'i', security: 'token' } })
  for (const api of ['out', 'in'])
    succeeded(await owner(`${content.at}/apis/${api}/endpoints`, { method: 'POST', body: list }))
})

const call = async (body: object, ask = owner) => succeeded(await ask(`${at}/call`, { method: 'POST', body }))
const attempt = (endpoint: object, url: string, ask = owner) =>
  ask(`${at}/trial`, { method: 'POST', body: { api: 'out', endpoint, url } })
const namesIn = (told: { body: string }) =>
  JSON.parse(told.body)
    .data.map((one: { name?: string }) => one.name)
    .toSorted()

test('an address is called as a stranger would: the answer, its size and time, and whether it was kept', async () => {
  const url = 'https://www.example.jp/api/out/books?sort=name'
  const first = await call({ url })
  expect([first.status, first.cache, first.cut, namesIn(first)]).toEqual([
    200,
    'miss',
    false,
    ['closed', 'open'],
  ])
  expect(first.bytes).toBe(Buffer.byteLength(first.body))
  expect((await call({ url })).cache).toBe('hit')
  const usage = succeeded(await owner(`${content.at}/apis/out/usage`))
  expect(usage[0].calls).toBe(2)
})

test('who is signed in to the console is nobody there; a token is, and a refusal is explained by its id', async () => {
  const url = '/api/in/books'
  const refused = await call({ url })
  expect([refused.status, JSON.parse(refused.body).code]).toEqual([401, 'sign_in_required'])
  const told = succeeded(await owner(`${at}/refusals/${refused.requestId}`))
  expect(told).toMatchObject({ door: 'site', method: 'GET', path: url, code: 'sign_in_required' })
  const made = succeeded(
    await owner(`${content.at}/apis/in/tokens`, {
      method: 'POST',
      body: { name: 't', expiresAt: new Date(dozo.app.clock().getTime() + 3_600_000).toISOString() },
    }),
  )
  expect((await call({ url, token: made.token })).status).toBe(200)
  expect((await call({ url, token: 'dozo_api_wrong' })).status).toBe(401)
})

test('nothing but APIs is called', async () => {
  for (const url of ['/files/x', '/manage/v1/sites', '//x/livez'])
    expect(wrongs(await owner(`${at}/call`, { method: 'POST', body: { url } }))).toEqual([
      ['/url', 'only_api_addresses'],
    ])
})

test('settings are tried before they are saved, with the statements they make', async () => {
  const unsaved = { ...list, path: '/shelf', fields: ['name'], filter: { name: 'open' } }
  const told = succeeded(await attempt(unsaved, '/api/out/shelf'))
  expect([told.status, namesIn(told), told.cost]).toEqual([200, ['open'], '0; limit=200'])
  expect(JSON.parse(told.body).data[0]).not.toHaveProperty('memo')
  expect(told.statements.length).toBeGreaterThan(0)
  expect((await dozo.site('/api/out/shelf')).status).toBe(404)
  const wrong = succeeded(await attempt(unsaved, '/api/out/shelf?filter[memo]=x'))
  expect([wrong.status, JSON.parse(wrong.body).errors[0].code]).toEqual([400, 'filter_not_allowed'])
})

test('what cannot be saved cannot be tried, nor what writes, nor another path', async () => {
  expect(wrongs(await attempt({ ...list, fields: ['nothing'] }, '/api/out/books'))).toEqual([
    ['/endpoint/fields/0', 'path_unknown'],
  ])
  const writing = { path: '/send', operation: 'entries.create', type: 'book', fields: ['name'] }
  expect(wrongs(await attempt(writing, '/api/out/send'))).toEqual([
    ['/endpoint/operation', 'trial_reads_only'],
  ])
  expect(wrongs(await attempt(list, '/api/out/other'))).toEqual([['/url', 'trial_path']])
})

test('whoever tries settings gets only what they may read, and learns nothing of the rest by a filter', async () => {
  const told = succeeded(await attempt(list, '/api/out/books', builder))
  expect(namesIn(told)).toEqual(['open'])
  expect(told.body).not.toContain('memo of')
  const filter = { memo: { startsWith: 'memo of o' } }
  expect(wrongs(await attempt({ ...list, filter }, '/api/out/books', builder))).toEqual([
    ['/endpoint/filter', 'trial_filter'],
  ])
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  expect((await attempt(list, '/api/out/books', stranger as Ask)).status).toBe(404)
})

test('operations are listed with what they take', async () => {
  const all = succeeded(await owner('/manage/v1/sites/main/operations'))
  const one = (name: string) => all.find((line: { name: string }) => line.name === name)
  expect(one('entries.update')).toMatchObject({ method: 'PATCH', writes: true, places: ['id'] })
  expect(one('entries.list').settings).toEqual(expect.arrayContaining(['type', 'sorts', 'who', 'deprecated']))
  expect(one('sessions.me').settings).toEqual(['who', 'rateLimit', 'deprecated'])
})
