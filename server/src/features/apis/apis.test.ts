import { beforeAll, expect, test } from 'vitest'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { furnish, inDays, type Things } from '../../../test/attacks/world.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/left/apis'
const host = { host: 'left.localhost' }
let own: Things
let owner: Ask
const post = (path: string, body: unknown) => owner(`${at}${path}`, { method: 'POST', body })
const codes = (answer: { body: any }) =>
  answer.body.errors.map((one: { path: string; code: string }) => [one.path, one.code])
const read = (path: string, headers = {}) => dozo.site(`/api/${path}`, { headers: { ...host, ...headers } })

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
})

test('nothing is exposed until an API has an endpoint for it, and no longer than it has', async () => {
  const made = await post('', { key: 'mobile', name: 'Mobile', security: 'open' })
  expect(made.body.data).toMatchObject({
    key: 'mobile',
    endpoints: 0,
    url: 'http://left.localhost:8788/api/mobile',
  })
  expect((await read('mobile/books')).status).toBe(404)
  const added = await post('/mobile/endpoints', { path: '/books', operation: 'entries.list', type: own.type })
  expect(added.status, added.text).toBe(201)
  expect((await read('mobile/books')).body.data).toHaveLength(1)
  const one = `${at}/mobile/endpoints/${added.body.data.id}`
  expect((await owner(one, { method: 'DELETE', ifMatch: 1 })).status).toBe(204)
  expect((await read('mobile/books')).status).toBe(404)
  expect((await post('', { key: 'mobile', name: 'again', security: 'open' })).body.code).toBe('api_exists')
})

test('one click makes the read endpoints of a type, and search where there is something to search', async () => {
  await post('', { key: 'easy', name: 'Easy', security: 'open' })
  const made = await post('/easy/endpoints/suggest', { type: own.type })
  expect(made.body.data.map((one: { path: string; operation: string }) => [one.path, one.operation])).toEqual(
    [
      ['/book-left', 'entries.list'],
      ['/book-left/search', 'search'],
      ['/book-left/{id}', 'entries.get'],
    ],
  )
  await dozo.settled()
  expect((await read('easy/book-left/search?q=oboegaki')).body.data).toHaveLength(1)
  expect((await read(`easy/book-left/${own.entry}`)).body.data.id).toBe(own.entry)
  const document = (await read('easy/openapi.json')).body
  expect(Object.keys(document.paths).filter((path) => path !== '/batch')).toHaveLength(3)
  expect(JSON.stringify(document)).not.toContain('secret')
})

test('an endpoint that cannot work is refused with every reason', async () => {
  const wrong = async (body: object) =>
    codes(await post('/easy/endpoints', { path: '/w', type: own.type, ...body }))
  expect(await wrong({ operation: 'entries.lits' })).toEqual([['/operation', 'operation_unknown']])
  expect(await wrong({ operation: 'entries.get' })).toEqual([['/path', 'endpoint_places']])
  expect(await wrong({ operation: 'entries.list', path: '/w/{id}' })).toEqual([['/path', 'endpoint_places']])
  expect(await wrong({ operation: 'entries.list', type: 'nosuch' })).toEqual([['/type', 'type_unknown']])
  const fields = { operation: 'entries.list', fields: ['title', 'secret', 'nosuch'], sorts: ['shelf'] }
  expect((await wrong(fields)).map(([path]: [string]) => path)).toEqual([
    '/fields/1',
    '/fields/2',
    '/sorts/0',
  ])
  const filter = { operation: 'entries.list', filter: { nosuch: { eq: 1 } } }
  expect((await wrong(filter))[0][0]).toBe('/filter')
})

test('fixed settings hold, whatever the caller asks', async () => {
  const fixed = { type: own.type, operation: 'entries.list', filter: { memo: { eq: 'nothing like this' } } }
  await post('/easy/endpoints', { ...fixed, path: '/none' })
  expect((await read('easy/none')).body.data).toEqual([])
  expect(
    (await read('easy/none?filter[or][0][title][exists]=true&filter[or][1][slug][exists]=true')).body.data,
  ).toEqual([])
  await post('/easy/endpoints', {
    type: own.type,
    operation: 'entries.list',
    path: '/small',
    pageSize: 1,
    maxPageSize: 2,
  })
  expect((await read('easy/small')).body.meta.page.size).toBe(1)
  expect((await read('easy/small?page[size]=3')).status).toBe(400)
})

test('two endpoints of one path and operation are a conflict, also when one is moved there', async () => {
  const body = { type: own.type, operation: 'entries.list' }
  const first = await post('/easy/endpoints', { ...body, path: '/one' })
  await post('/easy/endpoints', { ...body, path: '/two' })
  expect((await post('/easy/endpoints', { ...body, path: '/two' })).body.code).toBe('endpoint_exists')
  const moved = await owner(`${at}/easy/endpoints/${first.body.data.id}`, {
    method: 'PUT',
    ifMatch: 1,
    body: { ...body, path: '/two' },
  })
  expect([moved.status, moved.body.code]).toEqual([409, 'endpoint_exists'])
})

test('a fixed word wins over a place', async () => {
  const body = { type: own.type, cacheSeconds: 0 }
  await post('/easy/endpoints', { ...body, path: '/x/{key}', operation: 'entries.get' })
  await post('/easy/endpoints', { ...body, path: '/x/latest', operation: 'entries.list' })
  expect(Array.isArray((await read('easy/x/latest')).body.data)).toBe(true)
  expect((await read('easy/x/one-left')).body.data.slug).toBe('one-left')
  expect((await read('easy/x/')).status).toBe(404)
  expect((await read('easy/x/one-left/')).status).toBe(404)
})

test('an API with static tokens wants one of its own, until it is revoked or over', async () => {
  const tokenOf = async (api: string, days: number) => {
    await post('', { key: api, name: api, security: 'token' })
    await post(`/${api}/endpoints`, { path: '/books', operation: 'entries.list', type: own.type })
    return (await post(`/${api}/tokens`, { name: 't', expiresAt: inDays(dozo, days) })).body.data
  }
  const one = await tokenOf('machine', 2)
  const other = await tokenOf('robot', 2)
  const status = async (token: string) =>
    (await read('machine/books', { authorization: `Bearer ${token}` })).status
  expect((await read('machine/books')).status).toBe(401)
  expect(await status(other.token)).toBe(401)
  expect(await status(one.token)).toBe(200)
  expect((await owner(`${at}/machine/tokens`)).text).not.toContain(one.token)
  const short = (await post('/machine/tokens', { name: 's', expiresAt: inDays(dozo, 1) })).body.data
  expect(await status(short.token)).toBe(200)
  expect((await owner(`${at}/robot/tokens/${one.id}`, { method: 'DELETE' })).status).toBe(404)
  expect((await owner(`${at}/machine/tokens/${one.id}`, { method: 'DELETE' })).status).toBe(204)
  expect(await status(one.token)).toBe(401)
  dozo.time.advance(86_400_000)
  expect(await status(short.token)).toBe(401)
  owner = await dozo.signIn('owner@left.example', 'left')
  for (const days of [0, -1, 800])
    expect((await post('/machine/tokens', { name: 'x', expiresAt: inDays(dozo, days) })).status).toBe(422)
})

test('making an API stricter holds from the next request, kept answers or not', async () => {
  await post('', { key: 'turn', name: 'Turn', security: 'open' })
  await post('/turn/endpoints', { path: '/books', operation: 'entries.list', type: own.type })
  await read('turn/books')
  expect((await read('turn/books')).headers['x-cache']).toBe('hit')
  const patch = (body: object) => owner(`${at}/turn`, { method: 'PATCH', ifMatch: '*', body })
  expect((await patch({ security: 'token' })).status).toBe(200)
  expect((await read('turn/books')).status).toBe(401)
  expect((await patch({ security: 'member' })).status).toBe(200)
  expect((await read('turn/books')).status).toBe(401)
})

test('members’ answers are never readable for every origin, whichever is set first', async () => {
  const tooOpen = [['/origins', 'origins_too_open']]
  const body = { key: 'wide', name: 'w', security: 'member', origins: ['*'] }
  expect(codes(await post('', body))).toEqual(tooOpen)
  await post('', { ...body, security: 'open' })
  const patch = (changes: object) => owner(`${at}/wide`, { method: 'PATCH', ifMatch: '*', body: changes })
  expect(codes(await patch({ security: 'member' }))).toEqual(tooOpen)
  expect((await patch({ security: 'member', origins: ['https://a.example'] })).status).toBe(200)
  expect(codes(await patch({ origins: ['*'] }))).toEqual(tooOpen)
})

test('deleting an API takes its endpoints and tokens with it', async () => {
  expect((await owner(`${at}/machine`, { method: 'DELETE', ifMatch: '*' })).status).toBe(204)
  expect((await read('machine/books')).status).toBe(404)
  await post('', { key: 'machine', name: 'again', security: 'token' })
  expect((await owner(`${at}/machine/endpoints`)).body.data).toEqual([])
  expect((await owner(`${at}/machine/tokens`)).body.data).toEqual([])
})
