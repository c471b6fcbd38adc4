import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, wrongs, type Content } from '../../../test/content.ts'
import { asker, password, useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
let member: Ask
const ids: string[] = []

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('book', [field('text', 'name', { required: true })]))
  for (const name of ['a', 'b']) ids.push((await content.create('book', { name }, { publish: true })).id)
  const api = (key: string, security: string) =>
    owner(`${content.at}/apis`, { method: 'POST', body: { key, name: key, security } })
  const endpoint = (key: string, body: object) =>
    owner(`${content.at}/apis/${key}/endpoints`, {
      method: 'POST',
      body: { type: 'book', cacheSeconds: 60, ...body },
    })
  await api('out', 'open')
  await api('club', 'member')
  for (const key of ['out', 'club']) {
    succeeded(await endpoint(key, { path: '/books', operation: 'entries.list', fields: ['name'] }))
    succeeded(await endpoint(key, { path: '/books/{id}', operation: 'entries.get' }))
    succeeded(await endpoint(key, { path: '/login', operation: 'sessions.login', type: undefined }))
  }
  await api('more', 'open')
  succeeded(await endpoint('more', { path: '/books', operation: 'entries.create', fields: ['name'] }))
  succeeded(await endpoint('club', { path: '/me', operation: 'sessions.me', type: undefined }))
  succeeded(
    await endpoint('out', {
      path: '/books',
      operation: 'entries.create',
      fields: ['name'],
      publish: true,
      rateLimit: { calls: 3, seconds: 60 },
    }),
  )
  const { email } = await dozo.member('hanako', ['member'])
  const login = await dozo.site('/api/club/login', { method: 'POST', body: { email, password } })
  member = asker(dozo.siteDoor, { authorization: `Bearer ${login.body.data.token}` })
})

const batch = (calls: unknown, ask: Ask = dozo.site, api = 'out') =>
  ask(`/api/${api}/batch`, { method: 'POST', body: { calls } })
const told = async (calls: object[], ask?: Ask, api?: string): Promise<any[]> =>
  succeeded(await batch(calls, ask, api))

test('each call gets what it would have got alone, in the order they were sent', async () => {
  const path = '/books?sort=number&fields=name'
  const [list, one, missing, wrong] = await told([
    { path },
    { path: `/books/${ids[0]}` },
    { path: '/nowhere' },
    { path: '/books?sort=nothing' },
  ])
  const alone = await dozo.site(`/api/out${path}`)
  expect([list.status, list.body, list.etag]).toEqual([200, alone.body, alone.headers['etag']])
  expect([one.status, one.body.data.name]).toEqual([200, 'a'])
  expect([missing.status, missing.body.code]).toEqual([404, 'not_found'])
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, '/sort/nothing'])
})

test('a read behind a write sees what was written, and one key writes once', async () => {
  const write = { method: 'POST', path: '/books', body: { name: 'c' }, idempotencyKey: 'once' }
  const [before, first, again, after] = await told([{ path: '/books' }, write, write, { path: '/books' }])
  expect([first.status, again.status, first.body.data.id]).toEqual([201, 201, again.body.data.id])
  expect(after.body.data.length - before.body.data.length).toBe(1)
})

test('calls of a batch are counted one by one, and what was done before stays done', async () => {
  dozo.time.advance(120_000)
  const write = (name: string) => ({ method: 'POST', path: '/books', body: { name } })
  const answers = await told([write('d'), write('e'), write('f'), write('g')])
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429])
  expect(answers[3].body.code).toBe('too_many_requests')
})

test('a batch opens nothing: members only stays members only, and nobody signs in or nests in it', async () => {
  expect((await told([{ path: '/books' }], dozo.site, 'club'))[0].status).toBe(401)
  expect((await told([{ path: '/books' }], member, 'club'))[0].status).toBe(200)
  const [login, nested] = await told([
    { method: 'POST', path: '/login', body: { email: 'x@example.com', password } },
    { method: 'POST', path: '/batch', body: { calls: [] } },
  ])
  expect([login.status, login.body.code, nested.status]).toEqual([400, 'not_in_batch', 404])
  const [outside] = await told([{ path: '/../club/books' }])
  expect(outside.status).toBe(404)
})

test('a batch that is sent again with its key does nothing twice', async () => {
  const send = (key: string) =>
    dozo.site('/api/more/batch', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: { calls: ['x', 'y'].map((name) => ({ method: 'POST', path: '/books', body: { name } })) },
    })
  const ids = async (key: string): Promise<string[]> =>
    succeeded(await send(key)).map((one: any) => one.body.data.id)
  const first = await ids('k')
  expect(new Set(first).size).toBe(2)
  expect(await ids('k')).toEqual(first)
  expect(await ids('other')).not.toEqual(first)
  expect((await send('a b')).status).toBe(400)
})

test('who is signed in is no change of who calls', async () => {
  const [me] = await told([{ path: '/me' }], member, 'club')
  expect([me.status, me.body.data?.name]).toEqual([200, 'hanako'])
})

test('what is no batch is refused by name', async () => {
  const refused = async (calls: unknown) => wrongs(await batch(calls)).flat()
  expect(await refused([])).toContain('/calls')
  expect(await refused([{ path: 'books' }])).toContain('/calls/0/path')
  expect(await refused(Array.from({ length: 21 }, () => ({ path: '/books' })))).toContain('/calls')
  expect(await refused([{ path: '/books', headers: {} }])).toContain('/calls/0/headers')
  const endpoint = { path: '/batch', operation: 'entries.list', type: 'book' }
  const answer = await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
  expect(wrongs(answer)).toEqual([['/path', 'path_reserved']])
})
