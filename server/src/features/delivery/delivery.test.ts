import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import * as apis from '#features/apis/service.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import { password, useDozo, type Ask, type Request } from '../../../test/harness.ts'
import { furnish, type Things } from '../../../test/attacks/world.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/left'
const host = { host: 'left.localhost' }
let own: Things
let owner: Ask
const get = (path: string, request: Request = {}) =>
  dozo.site(`/api/${path}`, { ...request, headers: { ...host, ...request.headers } })
const cacheOf = async (path: string, request: Request = {}) => (await get(path, request)).headers['x-cache']

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
  const ctx = await dozo.system('left')
  await apis.create(ctx, { key: 'open', name: 'o', security: 'open', origins: ['https://a.example'] })
  await apis.create(ctx, { key: 'everyone', name: 'e', security: 'open', origins: ['*'] })
  await apis.create(ctx, { key: 'club', name: 'c', security: 'member', origins: ['https://a.example'] })
  const books = { type: own.type, cacheSeconds: 60 }
  for (const api of ['open', 'everyone', 'club'])
    await endpoints.create(ctx, api, { ...books, path: '/books', operation: 'entries.list' })
  await endpoints.create(ctx, 'open', { ...books, path: '/books/{id}', operation: 'entries.get' })
  await endpoints.create(ctx, 'open', {
    ...books,
    path: '/fresh',
    operation: 'entries.list',
    cacheSeconds: 0,
  })
  await endpoints.create(ctx, 'club', {
    ...books,
    path: '/mine',
    operation: 'entries.list',
    rights: 'caller',
  })
  await endpoints.create(ctx, 'club', { path: '/login', operation: 'sessions.login' })
})

beforeEach(() => dozo.app.changes.mark(null))

const create = async (values: object) =>
  (await owner(`${at}/entries`, { method: 'POST', body: { type: own.type, values } })).body.data.id as string
const publish = (id: string, body: object = {}) =>
  owner(`${at}/entries/${id}/publish`, { method: 'POST', ifMatch: '*', body })
const slugs = async (path = 'open/books') =>
  (await get(path)).body.data.map((one: { slug: string }) => one.slug) as string[]

test('an entry appears and goes with its window, on the second, from a kept list', async () => {
  const id = await create({ title: { ja: '窓' }, slug: 'window' })
  const inMs = (ms: number) => new Date(dozo.time.now.getTime() + ms).toISOString()
  expect((await publish(id, { from: inMs(60_000), until: inMs(120_000) })).status).toBe(200)
  expect(await slugs()).not.toContain('window')
  expect(await cacheOf('open/books')).toBe('hit')
  expect((await get(`open/books/${id}`)).status).toBe(404)
  dozo.time.advance(60_000)
  expect(await slugs()).toContain('window')
  expect(await cacheOf('open/books')).toBe('hit')
  expect((await get(`open/books/${id}`)).status).toBe(200)
  dozo.time.advance(60_000)
  expect(await slugs()).not.toContain('window')
  expect((await get(`open/books/${id}`)).status).toBe(404)
})

test('every write is seen by the next reader', async () => {
  const id = await create({ title: { ja: '一' }, slug: 'seen' })
  expect(await slugs()).not.toContain('seen')
  await publish(id)
  expect(await slugs()).toContain('seen')
  await owner(`${at}/entries/${id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { values: { title: { ja: '二' } } },
  })
  expect((await get(`open/books/${id}`)).body.data.title).toBe('一')
  await publish(id)
  expect((await get(`open/books/${id}`)).body.data.title).toBe('二')
  await owner(`${at}/entries/${id}/unpublish`, { method: 'POST', ifMatch: '*' })
  expect((await get(`open/books/${id}`)).status).toBe(404)
  expect(await slugs()).not.toContain('seen')
})

test('publishing one entry never shows the draft of another, though it points to it', async () => {
  const shelf = await owner(`${at}/entries`, {
    method: 'POST',
    body: { type: 'shelf_left', values: { name: '下書きの棚' } },
  })
  const id = await create({ title: { ja: '指す' }, slug: 'points', shelf: shelf.body.data.id })
  await publish(id)
  const path = `open/books/${id}?fields=title,shelf.name`
  expect((await get(path)).text).not.toContain('下書きの棚')
  await publish(shelf.body.data.id)
  expect((await get(path)).body.data.shelf.name).toBe('下書きの棚')
  await owner(`${at}/entries/${shelf.body.data.id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { values: { name: '直しかけ' } },
  })
  await publish(id)
  expect((await get(path)).body.data.shelf.name).toBe('下書きの棚')
})

test('a wrong credential is told so even where the answer is kept for everyone', async () => {
  await get('open/books')
  expect(await cacheOf('open/books')).toBe('hit')
  expect((await get('open/books', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
  expect(await cacheOf('open/books', { headers: { cookie: 'dozo_member_x=y' } })).toBe('hit')
})

test('an endpoint that is not kept is asked each time', async () => {
  for (let i = 0; i < 2; i++) {
    const answer = await get('open/fresh')
    expect([answer.headers['x-cache'], answer.headers['cache-control']]).toEqual(['miss', 'no-store'])
  }
})

test('who has the answer already is told so with 304, until it changes', async () => {
  const first = await get('open/books')
  const etag = String(first.headers['etag'])
  expect(etag).toMatch(/^"[\w-]{22}"$/)
  expect(first.headers['cache-control']).toBe('public, max-age=0, s-maxage=60')
  for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
    const again = await get('open/books', { headers: { 'if-none-match': known } })
    expect([again.status, again.text], known).toEqual([304, ''])
    expect(again.headers['etag']).toBe(etag)
  }
  expect((await get('open/books', { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
  await publish(await create({ title: { ja: '増えた' }, slug: 'more' }))
  const changed = await get('open/books', { headers: { 'if-none-match': etag } })
  expect(changed.status).toBe(200)
  expect(changed.headers['etag']).not.toBe(etag)
})

test('packed answers hold the same, and say what they vary by', async () => {
  const plain = await get('open/books')
  const unpack = { gzip: gunzipSync, br: brotliDecompressSync }
  for (const coding of ['gzip', 'br'] as const) {
    for (let i = 0; i < 2; i++) {
      const headers = { ...host, 'accept-encoding': coding }
      const packed = await dozo.siteDoor.inject({ url: '/api/open/books', headers })
      expect(packed.headers['content-encoding']).toBe(coding)
      expect(packed.headers['vary']).toBe('Accept, Accept-Encoding, Origin')
      expect(unpack[coding](packed.rawPayload).toString()).toBe(plain.text)
    }
  }
  expect(plain.headers['content-encoding']).toBeUndefined()
})

test('HEAD says what GET would, without the body, kept or not', async () => {
  const read = await get('open/books')
  for (const path of ['open/books', 'open/fresh']) {
    const head = await get(path, { method: 'HEAD' })
    expect([head.status, head.text], path).toEqual([200, ''])
    expect(head.headers['etag']).toBe(read.headers['etag'])
    expect(head.headers['content-length']).toBe(read.headers['content-length'])
  }
  expect((await get('open/nothing', { method: 'HEAD' })).status).toBe(404)
})

test('pages of the named origins may read, of others not, and a kept answer keeps origins apart', async () => {
  const from = async (api: string, origin: string, method = 'GET') =>
    (await get(`${api}/books`, { method, headers: { origin } })).headers
  const allowed = 'access-control-allow-origin'
  for (let i = 0; i < 2; i++) {
    expect((await from('open', 'https://a.example'))[allowed]).toBe('https://a.example')
    expect((await from('open', 'https://a.example'))['access-control-allow-credentials']).toBe('true')
    for (const other of [
      'https://b.example',
      'null',
      'https://a.example.evil',
      'http://a.example',
      'https://a.example:8443',
    ])
      expect((await from('open', other))[allowed], other).toBeUndefined()
  }
  expect((await from('everyone', 'https://b.example'))[allowed]).toBe('*')
  expect((await from('everyone', 'https://b.example'))['access-control-allow-credentials']).toBeUndefined()
  const preflight = await get('open/books', { method: 'OPTIONS', headers: { origin: 'https://a.example' } })
  expect([preflight.status, preflight.headers[allowed]]).toEqual([204, 'https://a.example'])
  expect((await from('open', 'https://b.example', 'OPTIONS'))[allowed]).toBeUndefined()
  const wrong = await get('open/books?nosuch=1', { headers: { origin: 'https://a.example' } })
  expect([wrong.status, wrong.headers[allowed]]).toEqual([400, 'https://a.example'])
})

test('a cookie of a member cannot be used by a page of another origin', async () => {
  await owner(`${at}/members`, {
    method: 'POST',
    body: { name: 'c', email: 'c@left.example', password, groups: ['member'] },
  })
  const body = { email: 'c@left.example', password }
  const login = await get('club/login', { method: 'POST', body })
  const [cookie] = String(login.headers['set-cookie']).split(';')
  expect(String(login.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/)
  const post = (headers: Record<string, string>) =>
    get('club/login', { method: 'POST', body, headers: { cookie: cookie!, ...headers } })
  expect((await post({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await post({})).status).toBe(403)
  expect((await post({ origin: 'http://left.localhost' })).status).toBe(200)
  expect((await get('club/books', { headers: { cookie: cookie! } })).status).toBe(200)
})

test('explaining says kept, not kept and never, and why', async () => {
  const explain = async (url: string) =>
    (await owner(`${at}/cache/explain?url=${encodeURIComponent(url)}`)).body.data
  expect((await explain('/api/open/books')).state).toBe('not-kept')
  await get('open/books')
  const kept = await explain('http://left.localhost/api/open/books')
  expect(kept.state).toBe('kept')
  expect(kept.tags.some((tag: string) => tag.startsWith('type:'))).toBe(true)
  for (const url of ['/api/open/fresh', '/api/club/books', '/api/nothing', '/api/open/nothing', '/'])
    expect((await explain(url)).state, url).toBe('never')
  expect((await owner(`${at}/cache/explain?url=http://[`)).status).toBe(422)
})
