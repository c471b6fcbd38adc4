import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import sql from 'sql-template-tag'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { feature } from '#platform/feature.ts'
import * as apis from '#features/apis/service.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import * as groups from '#features/groups/service.ts'
import { asker, password, useDozo, type Ask, type Request } from '../../../test/harness.ts'
import { furnish, type Things } from '../../../test/attacks/world.ts'

/** An operation that says what is true when it begins, and answers only when it is let go: a slow fill. */
const slow = { truth: 'old', tags: ['slow'], begun: 0, until: undefined as Date | undefined }
let gate = Promise.withResolvers<void>()
let started = Promise.withResolvers<void>()
const hook = feature({
  name: 'hook',
  operations: [
    {
      name: 'hook.slow',
      label: { ja: '遅い', en: 'Slow' },
      method: 'GET',
      cacheable: true,
      needsType: false,
      places: [],
      check: async () => [],
      async answer(ctx, endpoint) {
        slow.begun++
        const data = { truth: slow.truth, locale: endpoint.locale ?? null, locales: ctx.site.locales }
        started.resolve()
        await gate.promise
        return { status: 200, data, tags: [...slow.tags], until: slow.until }
      },
      describe: async () => ({ parameters: [], reply: {} }),
    },
  ],
})

const dozo = useDozo({ extra: [hook] })
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
  await endpoints.create(ctx, 'open', { path: '/slow', operation: 'hook.slow', cacheSeconds: 60 })
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

beforeEach(() => {
  dozo.app.changes.mark(null)
  Object.assign(slow, { truth: 'old', tags: ['slow'], begun: 0, until: undefined })
  gate = Promise.withResolvers<void>()
  started = Promise.withResolvers<void>()
})

/** Begins a slow fill, lets something happen in the middle, ends it, and says what the next reader gets. */
async function race(between: () => unknown) {
  const reading = get('open/slow')
  await started.promise
  await between()
  gate.resolve()
  const first = await reading
  expect(first.body.data.truth).toBe('old')
  const second = await get('open/slow')
  return { truth: second.body.data.truth, cache: second.headers['x-cache'], begun: slow.begun }
}

test('an answer that nothing happened to is kept and given to all', async () => {
  const seen = await race(() => {
    slow.truth = 'new'
  })
  expect(seen).toEqual({ truth: 'old', cache: 'hit', begun: 1 })
})

test('a slow fill that a write overtakes is not kept', async () => {
  const seen = await race(() => {
    slow.truth = 'new'
    dozo.app.changed(['slow'])
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('a slow fill that a real write overtakes is not kept', async () => {
  const { id } = await dozo.system('left').then(async (ctx) => {
    const [row] = await ctx.read<{ id: string }>(
      sql`select type_id as id from entries where site_id = ${ctx.site.id} and id = ${own.entry}`,
    )
    return row!
  })
  slow.tags = [`type:${id}`]
  const seen = await race(async () => {
    slow.truth = 'new'
    const body = { values: { memo: 'changed' } }
    expect((await owner(`${at}/entries/${own.entry}`, { method: 'PATCH', ifMatch: '*', body })).status).toBe(
      200,
    )
    const published = await owner(`${at}/entries/${own.entry}/publish`, {
      method: 'POST',
      ifMatch: '*',
      body: {},
    })
    expect(published.status).toBe(200)
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('a slow fill that a change of permissions overtakes is not kept', async () => {
  const ctx = await dozo.system('left')
  slow.tags = [`groups:${ctx.site.id}`]
  const seen = await race(async () => {
    slow.truth = 'new'
    await groups.create(ctx, { key: 'during', name: { ja: 'd', en: 'd' }, grants: [] })
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('a slow fill that a change of the endpoint overtakes is not kept', async () => {
  const list = await owner(`${at}/apis/open/endpoints`)
  const { id } = list.body.data.find((one: { path: string }) => one.path === '/slow')
  const seen = await race(async () => {
    slow.truth = 'new'
    const body = { path: '/slow', operation: 'hook.slow', cacheSeconds: 61 }
    const changed = await owner(`${at}/apis/open/endpoints/${id}`, { method: 'PUT', ifMatch: '*', body })
    expect(changed.status, changed.text).toBe(200)
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('a slow fill during which messages of other processes were lost is not kept', async () => {
  const seen = await race(() => {
    slow.truth = 'new'
    dozo.app.changes.mark(null)
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('who asks after the write does not get the fill that began before it', async () => {
  const before = get('open/slow')
  await started.promise
  slow.truth = 'new'
  dozo.app.changed(['slow'])
  started = Promise.withResolvers<void>()
  const after = get('open/slow')
  await started.promise
  gate.resolve()
  expect((await before).body.data.truth).toBe('old')
  expect((await after).body.data.truth).toBe('new')
})

test('readers of one address that is being filled share the fill', async () => {
  const readers = Array.from({ length: 20 }, () => get('open/slow'))
  await started.promise
  gate.resolve()
  await Promise.all(readers)
  expect(slow.begun).toBe(1)
})

test('a request that was let in by an endpoint’s old settings does not keep them past the change', async () => {
  const ctx = await dozo.system('left')
  await apis.create(ctx, { key: 'guarded', name: 'g', security: 'token' })
  const settings = { path: '/slow', operation: 'hook.slow', cacheSeconds: 60, locale: 'ja' }
  const endpoint = await endpoints.create(ctx, 'guarded', settings)
  const made = await owner(`${at}/apis/guarded/tokens`, {
    method: 'POST',
    body: { name: 't', expiresAt: '2027-01-01T00:00:00Z' },
  })
  const authorization = `Bearer ${made.body.data.token}`
  const ask = () => get('guarded/slow', { headers: { authorization } })
  gate.resolve()
  // The look at the token waits for this lock: the request has read the endpoint, but has not begun its fill.
  const locked = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const holding = dozo.app.db.asOwner('test', async (tx) => {
    await tx.run(sql`lock table api_static_tokens in access exclusive mode`)
    locked.resolve()
    await release.promise
  })
  await locked.promise
  const early = ask()
  await waitingForLock()
  const changed = await owner(`${at}/apis/guarded/endpoints/${endpoint.id}`, {
    method: 'PUT',
    ifMatch: '*',
    body: { ...settings, locale: 'en' },
  })
  expect(changed.status).toBe(200)
  release.resolve()
  await holding
  await early
  expect((await ask()).body.data.locale).toBe('en')
})

/** Asked of the database until some statement waits for the lock. */
async function waitingForLock(): Promise<void> {
  for (;;) {
    const { waiting } = await dozo.app.db.asOwner('test', (tx) =>
      tx.one<{ waiting: number }>(sql`
        select count(*)::int as waiting from pg_locks l
          join pg_class c on c.oid = l.relation
        where not l.granted and c.relname = 'api_static_tokens'
      `),
    )
    if (waiting > 0) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('an answer lives to the next boundary and not longer', async () => {
  gate.resolve()
  slow.until = new Date(dozo.time.now.getTime() + 10_000)
  expect(await cacheOf('open/slow')).toBe('miss')
  dozo.time.advance(9_999)
  expect(await cacheOf('open/slow')).toBe('hit')
  dozo.time.advance(1)
  slow.until = undefined
  expect(await cacheOf('open/slow')).toBe('miss')
})

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

test('readers of different rights never share an answer, readers of the same do', async () => {
  const ctx = await dozo.system('left')
  const grant = (fields: string[]) => [{ permission: 'entries.read', types: [own.type], fields }]
  const all = { ja: 'g', en: 'g' }
  await groups.create(ctx, { key: 'titles', name: all, grants: grant(['title']) })
  await groups.create(ctx, { key: 'memos', name: all, grants: grant(['title', 'memo']) })
  await groups.create(ctx, {
    key: 'own',
    name: all,
    grants: [{ permission: 'entries.read', types: [own.type], own: true }],
  })
  const reader = async (name: string, group: string): Promise<Ask> => {
    const made = await owner(`${at}/members`, {
      method: 'POST',
      body: { name, email: `${name}@left.example`, password, groups: [group] },
    })
    expect(made.status, made.text).toBe(201)
    const login = await get('club/login', {
      method: 'POST',
      body: { email: `${name}@left.example`, password },
    })
    return asker(dozo.siteDoor, { ...host, authorization: `Bearer ${login.body.data.token}` })
  }
  const [title, title2, memo, mine] = [
    await reader('t1', 'titles'),
    await reader('t2', 'titles'),
    await reader('m1', 'memos'),
    await reader('o1', 'own'),
  ]
  await owner(`${at}/entries/${own.entry}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { values: { memo: '覚え書き' } },
  })
  await publish(own.entry)
  const path = '/api/club/mine'
  expect((await memo(path)).text).toContain('覚え書き')
  expect((await title(path)).text).not.toContain('覚え書き')
  expect((await title(path)).headers['x-cache']).toBe('hit')
  expect((await title2(path)).headers['x-cache']).toBe('hit')
  expect((await mine(path)).body.data).toEqual([])
  expect((await memo(path)).text).toContain('覚え書き')
  expect((await dozo.site(path, { headers: host })).status).toBe(401)
  expect((await title(path)).headers['cache-control']).toBe('private, no-cache')
  expect((await title(path)).headers['surrogate-key']).toBeUndefined()
  await owner(`${at}/groups/memos`, {
    method: 'PUT',
    ifMatch: '*',
    body: { name: all, grants: grant(['title']) },
  })
  expect((await memo(path)).text).not.toContain('覚え書き')
})

test('a member who is moved to another group gets no answer kept for their old rights, personal or not', async () => {
  const grant = (fields: string[]) => [{ permission: 'entries.read', types: [own.type], fields, condition }]
  const condition = { or: [{ memo: { exists: true } }, { title: { eq: { var: 'member.id' } } }] }
  const name = { ja: 'g', en: 'g' }
  const body = (fields: string[], key: string) => ({ key, name, grants: grant(fields) })
  const groupsPath = `${at}/groups`
  for (const [fields, key] of [
    [['title', 'memo'], 'wide'],
    [['title'], 'small'],
  ] as const) {
    const made = await owner(groupsPath, { method: 'POST', body: body([...fields], key) })
    expect(made.status, made.text).toBe(201)
  }
  const made = await owner(`${at}/members`, {
    method: 'POST',
    body: { name: 'p', email: 'p@left.example', password, groups: ['wide'] },
  })
  const login = await get('club/login', { method: 'POST', body: { email: 'p@left.example', password } })
  const authorization = `Bearer ${login.body.data.token}`
  const read = () => get('club/mine', { headers: { authorization } })
  expect((await read()).body.data[0]).toHaveProperty('memo')
  expect((await read()).headers['x-cache']).toBe('hit')
  const moved = await owner(`${at}/members/${made.body.data.id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { groups: ['small'] },
  })
  expect(moved.status).toBe(200)
  const after = await read()
  expect(after.body.data.every((one: object) => !('memo' in one))).toBe(true)
})

test('rights that speak of the time are looked at each time', async () => {
  const condition = { at: { lte: { var: 'now' } } }
  const grants = [{ permission: 'entries.read', types: [own.type], condition }]
  const group = { key: 'punctual', name: { ja: 'g', en: 'g' }, grants }
  expect((await owner(`${at}/groups`, { method: 'POST', body: group })).status).toBe(201)
  const member = { name: 'n', email: 'n@left.example', password, groups: ['punctual'] }
  await owner(`${at}/members`, { method: 'POST', body: member })
  const login = await get('club/login', { method: 'POST', body: { email: 'n@left.example', password } })
  const read = () => get('club/mine', { headers: { authorization: `Bearer ${login.body.data.token}` } })
  const soon = new Date(dozo.time.now.getTime() + 5000).toISOString()
  await publish(await create({ title: { ja: '時' }, slug: 'punctual', at: soon }))
  expect((await read()).body.data).toEqual([])
  dozo.time.advance(5000)
  expect((await read()).body.data).toHaveLength(1)
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
      expect(packed.headers['vary']).toBe('Accept-Encoding, Origin')
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
