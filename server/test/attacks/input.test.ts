import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { features } from '../../src/app.ts'
import type { Route } from '#platform/feature.ts'
import { bodyLimitBytes } from '#platform/http/door.ts'
import { password, useDozo, type Answer, type Ask } from '../harness.ts'
import { furnish, inDays, pathOf, types, type Things } from './world.ts'

const dozo = useDozo()
const routes = features.flatMap((one) => one.routes)
const withBody = routes.filter((one) => one.body)
let owner: Ask
let target: { id: string }
let own: Things
let places: Record<string, string>
let ports: { console: number; site: number }

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
  target = await dozo.member('target', [], 'left')
  places = { site: 'left', group: own.group, type: own.type, api: own.api, id: own.entry, version: '1' }
  const port = async (door: typeof dozo.consoleDoor) =>
    Number(new URL(await door.listen({ port: 0, host: '127.0.0.1' })).port)
  ports = { console: await port(dozo.consoleDoor), site: await port(dozo.siteDoor) }
})

const at = '/manage/v1/sites/left'
const name = { ja: '名', en: 'name' }

/** For every route that takes JSON, something that it takes. */
const valid = (): Record<string, Record<string, unknown>> => ({
  'setup.complete': { token: 'x'.repeat(43), name: 'x', email: 'x@example.com', password },
  'sites.create': {
    key: 'made',
    name: 'x',
    locales: ['ja'],
    defaultLocale: 'ja',
    timeZone: 'Asia/Tokyo',
    hosts: ['made.example'],
  },
  'sites.update': {
    name: 'x',
    locales: ['ja', 'en'],
    defaultLocale: 'ja',
    timeZone: 'Asia/Tokyo',
    hosts: ['a.example'],
  },
  'groups.create': {
    key: 'made',
    name,
    grants: [{ permission: 'entries.read', types: [own.type], fields: ['memo'], condition: { memo: 'x' } }],
  },
  'groups.update': {
    name,
    grants: [{ permission: 'entries.read', types: [own.type], fields: ['memo'], condition: { memo: 'x' } }],
  },
  'members.create': { name: 'x', email: 'made@example.com', password, groups: ['viewer'] },
  'members.update': {
    name: 'x',
    email: 'changed@example.com',
    password,
    groups: ['viewer'],
    status: 'active',
  },
  'sessions.create': { site: 'left', email: 'nobody@example.com', password: 'some password' },
  'api-tokens.create': {
    name: 'x',
    scopes: [{ permission: 'entries.read', types: [own.type] }],
    expiresAt: inDays(dozo, 3),
  },
  'content-types.create': { ...types('left')[1], key: 'made' },
  'content-types.plan': { ...types('left')[1] },
  'content-types.update': { ...types('left')[1] },
  'entries.query': {
    type: own.type,
    locale: 'ja',
    sort: '-title',
    fields: 'title',
    filter: { title: { eq: 'x' } },
    page: { size: 3, after: 'x' },
  },
  'entries.create': {
    type: own.type,
    key: null,
    values: {
      title: { ja: '題' },
      memo: 'x',
      date: '2026-01-01',
      at: '2026-01-01T00:00:00Z',
      slug: 'made',
      shelf: own.shelf,
    },
  },
  'entries.update': { values: { title: { ja: '題' }, memo: 'x', date: '2026-01-01' }, note: 'x' },
  'entries.publish': {
    locales: ['ja'],
    from: '2026-01-01T00:00:00Z',
    until: '2030-01-01T00:00:00Z',
  },
  'entries.restore': { version: 1 },
  'apis.create': { key: 'made', name: 'x', security: 'open', origins: ['https://a.example'] },
  'apis.update': { name: 'x', security: 'open', origins: ['https://a.example'] },
  'endpoints.create': {
    path: '/made',
    operation: 'entries.list',
    type: own.type,
    fields: ['title'],
    filters: ['title'],
    sorts: ['title'],
    filter: { memo: 'x' },
    sort: '-title',
    locale: 'ja',
    who: { groups: ['viewer'] },
  },
  'endpoints.suggest': { type: 'shelf_left' },
  'endpoints.update': {
    path: '/changed',
    operation: 'entries.list',
    type: own.type,
    fields: ['title'],
    filter: { memo: 'x' },
    who: { groups: ['viewer'] },
  },
  'static-tokens.create': { name: 'x', expiresAt: inDays(dozo, 3) },
})

const placesOf = (one: Route) => {
  const ids: Record<string, string> = { endpoints: own.endpoint, members: target.id }
  return { ...places, id: ids[one.id.split('.')[0]!] ?? own.entry }
}
const send = (one: Route, body: unknown, headers: Record<string, string> = {}) =>
  owner(pathOf(one, placesOf(one)), {
    method: one.method,
    ifMatch: '*',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  })

test('every route that takes JSON has a body here', () => {
  expect(Object.keys(valid()).sort()).toEqual(withBody.map((one) => one.id).sort())
})

/** Objects in a schema, with where they are. */
function objectsIn(schema: any, where: string): [string, any][] {
  if (schema === null || typeof schema !== 'object') return []
  if (Array.isArray(schema)) return schema.flatMap((one, i) => objectsIn(one, `${where}/${i}`))
  const inner = Object.entries(schema).flatMap(([key, one]) => objectsIn(one, `${where}/${key}`))
  return schema.type === 'object' && schema.properties ? [[where, schema], ...inner] : inner
}

test('no body schema lets an unknown key through, at any depth', () => {
  const open = withBody
    .filter((one) => one.id !== 'entries.query')
    .flatMap((one) => objectsIn(one.body, one.id))
    .filter(([, schema]) => schema.additionalProperties !== false && schema.unevaluatedProperties !== false)
    .map(([where]) => where)
  expect(open).toEqual([])
})

const owned = [
  'id',
  'siteId',
  'site_id',
  'etag',
  'builtin',
  'createdAt',
  'createdBy',
  'passwordHash',
  'password_hash',
  'isAdmin',
  'role',
  '$where',
]

test('keys that are the server’s own, or nobody’s, are refused by name and change nothing', async () => {
  for (const one of withBody) {
    for (const key of owned) {
      const answer = await send(one, { ...valid()[one.id], [key]: true })
      expect([400, 422, 404], `${one.id} ${key}: ${answer.text}`).toContain(answer.status)
      if (answer.status !== 404) expect(answer.text, one.id).toContain(key.replace('$where', 'where'))
    }
  }
  const group = await owner(`${at}/groups/made`)
  expect(group.status).toBe(404)
})

test('a member cannot be made in another site or with a status by adding keys', async () => {
  const body = { name: 'x', email: 'mass@example.com', groups: [], status: 'active', site: 'main' }
  const answer = await owner(`${at}/members`, { method: 'POST', body })
  expect(answer.status).toBe(422)
  expect(answer.body.errors.map((e: { path: string }) => e.path)).toEqual(['/status', '/site'])
})

test('without them the bodies are taken, so that what is changed in them below reaches the rooms', async () => {
  const refused: Record<string, number> = {}
  for (const one of withBody) {
    const answer = await send(one, valid()[one.id])
    if (answer.status >= 300) refused[one.id] = answer.status
  }
  // Left out: what is not this owner's, what needs a link, a stranger's password, and a cursor that is none.
  const known = { 'setup.complete': 404, 'sites.create': 404, 'sessions.create': 401, 'entries.query': 400 }
  expect(refused).toEqual(known)
})

test.each([
  ['a prototype', '{"__proto__":{"admin":true}}'],
  ['an escaped prototype', '{"\\u005f_proto__":{"admin":true}}'],
  ['a nested prototype', '{"name":{"__proto__":{"ja":"x"}}}'],
  ['a constructor', '{"constructor":{"prototype":{"admin":true}}}'],
])('%s in a body is refused everywhere', async (_name, body) => {
  for (const one of withBody) {
    const answer = await send(one, body)
    expect(answer.status, `${one.id}: ${answer.text}`).toBe(400)
  }
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
})

test.each([
  '__proto__',
  'constructor',
  'toString',
  '__proto__[x]',
  'filter[__proto__][eq]',
  'filter[constructor][eq]',
  'filter[title][__proto__]',
  'page[__proto__]',
  'hasOwnProperty',
])('the parameter %s is one more unknown name', async (parameter) => {
  for (const one of routes.filter((r) => r.method === 'GET' && r.path.includes(':site'))) {
    const answer = await owner(
      `${pathOf(one, placesOf(one))}?type=${own.type}&${encodeURIComponent(parameter)}=x`,
    )
    expect([400, 404], `${one.id}: ${answer.text}`).toContain(answer.status)
  }
  const read = await dozo.site(`/api/${own.api}/book-left?${parameter}=x`, {
    headers: { host: 'left.localhost' },
  })
  expect([400, 404]).toContain(read.status)
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

test('too deep, too large and not JSON', async () => {
  const create = routes.find((one) => one.id === 'entries.create')!
  const deep = (n: number) => '['.repeat(n) + ']'.repeat(n)
  expect((await send(create, `{"values":${deep(100_000)}}`)).body.code).toBe('json_too_deep')
  expect((await send(create, `{"a":`.repeat(50_000))).body.code).toBe('json_too_deep')
  expect((await send(create, deep(64))).status).toBe(422)
  const large = await send(create, `"${'x'.repeat(bodyLimitBytes)}"`)
  expect(large.status).toBe(413)
  for (const broken of [
    '{',
    '{"a":1,}',
    'nonsense',
    '{"a":01}',
    "{'a':1}",
    '\u0000',
    '{"a":1}{"b":2}',
    '\ufeff{}',
  ])
    expect([400, 422], broken).toContain((await send(create, broken)).status)
  expect((await send(create, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))).status).toBe(400)
  expect((await send(create, Buffer.from('{"type":"x"}', 'utf16le'))).status).toBe(400)
  for (const value of ['null', '[]', '"text"', '1', 'true', '[{}]', ''])
    expect([400, 415, 422], value).toContain((await send(create, value)).status)
})

test('a body of another type is 415, and never looked into', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/x-ndjson',
    'text/json',
    'application/jsonx',
    'application/json-patch+json',
    'x',
  ])
    for (const one of withBody.filter((r) => r.can !== 'instance.operate')) {
      const answer = await send(one, JSON.stringify(valid()[one.id]), { 'content-type': type })
      expect(answer.status, `${one.id} ${type}: ${answer.text}`).toBe(415)
    }
  const lines = await owner(`${at}/imports?type=${own.type}`, { method: 'POST', body: {} })
  expect(lines.status).toBe(415)
})

const nasty = [
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\u202e\u2066\ufeff',
  '😀'.repeat(3000),
  "'; drop table members; --",
  '${7*7}{{7*7}}<script>alert(1)</script>',
  '\\u0000',
  '1e999999',
  '../../../etc/passwd',
  '',
]

/** Every copy of a value in which one text, or one key, is another. */
function variants(value: unknown, text: string): unknown[] {
  if (typeof value === 'string') return [text]
  if (Array.isArray(value))
    return value.flatMap((one, i) => variants(one, text).map((made) => value.with(i, made)))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, one]) => [
    ...variants(one, text).map((made) => ({ ...value, [key]: made })),
    { ...Object.fromEntries(Object.entries(value).filter(([other]) => other !== key)), [text]: one },
  ])
}

test.each(nasty)(
  'the text %j in every place of every body is taken or refused, never an error of ours',
  async (text) => {
    // A definition holds the same kinds of text again and again; two fields have them all.
    const bodies = valid()
    for (const id of ['content-types.create', 'content-types.plan', 'content-types.update'])
      bodies[id] = { ...bodies[id], fields: (bodies[id]!['fields'] as unknown[]).toSpliced(1, 6) }
    const failed: string[] = []
    for (const one of withBody) {
      // The owner who asks must stay who they are.
      const body = one.id === 'members.create' ? { ...bodies[one.id], password: undefined } : bodies[one.id]!
      for (const variant of variants(body, text)) {
        const answer = await send(one, variant)
        if (answer.status >= 500)
          failed.push(`${one.id} ${JSON.stringify(variant).slice(0, 300)}: ${answer.text}`)
      }
    }
    expect(failed).toEqual([])
  },
)

test('after all that, everything can still be read', async () => {
  for (const one of routes.filter((r) => r.method === 'GET' && r.path.includes(':site'))) {
    const answer = await owner(pathOf(one, placesOf(one)))
    expect(answer.status, `${one.id}: ${answer.text}`).toBeLessThan(500)
  }
})

const rawNasty = [
  '%00',
  '%ff',
  '%c0%ae%c0%ae',
  '%ed%a0%80',
  '%',
  '%zz',
  '%u0041',
  '..%2f..%2f',
  '%2e%2e',
  '%0d%0aset-cookie:x=1',
  'x'.repeat(300),
  '%F0%9F%98%80',
  '%27%3B--',
  '*',
  '%5c',
]

test.each(rawNasty)(
  '%s in every place of every path and parameter is found nowhere, never an error of ours',
  async (text) => {
    const failed: string[] = []
    const look = (where: string, answer: Answer) => {
      if (answer.status >= 500 || answer.headers['set-cookie'])
        failed.push(`${where}: ${answer.status} ${answer.text}`)
    }
    for (const one of routes.filter((r) => r.path.includes(':site'))) {
      for (const [, place] of one.path.matchAll(/:(\w+)/g)) {
        const path = pathOf(one, { ...placesOf(one), [place!]: text })
        look(`${one.id} ${place}`, await owner(path, { method: one.method, ifMatch: '*' }))
      }
      const properties = (one.query ?? one.grammar) as { properties?: object } | undefined
      for (const parameter of Object.keys(properties?.properties ?? {}))
        look(
          `${one.id} ?${parameter}`,
          await owner(`${pathOf(one, placesOf(one))}?${parameter}=${text}`, { method: one.method }),
        )
    }
    for (const path of [
      `/api/${text}`,
      `/api/${own.api}/${text}`,
      `/api/${own.api}/book-left/${text}`,
      `/api/${own.api}/book-left?locale=${text}`,
      `/api/_reference/${text}`,
    ])
      look(path, await dozo.site(path, { headers: { host: 'left.localhost' } }))
    expect(failed).toEqual([])
  },
)

test('headers that pretend another method are words like any other', async () => {
  for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const answer = await owner(`${at}/entries/${own.entry}`, {
      headers: { [header]: 'DELETE', 'if-match': '*' },
    })
    expect(answer.status).toBe(200)
    const posted = await owner(`${at}/entries/${own.entry}?_method=DELETE`, {
      method: 'POST',
      headers: { [header]: 'DELETE' },
    })
    expect(posted.status).toBe(405)
  }
  for (const header of ['x-original-url', 'x-rewrite-url', 'x-forwarded-prefix', 'x-middleware-subrequest']) {
    expect(
      (await dozo.console('/manage/v1/instance', { headers: { [header]: `${at}/members` } })).status,
    ).toBe(200)
    expect(
      (await dozo.console(`${at}/members`, { headers: { [header]: '/manage/v1/instance' } })).status,
    ).toBe(401)
  }
  expect((await owner(`${at}/entries/${own.entry}`)).status).toBe(200)
})

test('a method that a path does not have is 405 with those it has', async () => {
  const paths = new Map<string, Set<string>>()
  for (const one of routes) paths.set(one.path, (paths.get(one.path) ?? new Set()).add(one.method))
  for (const [path, methods] of paths) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (methods.has(method)) continue
      const target = pathOf({ path } as Route, { ...places, site: 'left' })
      const answer = await owner(target, { method })
      // A fixed word may stand where another path has a place: /entries/query is also /entries/:id.
      if (answer.status !== 405) {
        expect(
          ['/query', '/suggest', '/current'].some((word) => path.endsWith(word)),
          `${method} ${path}: ${answer.status}`,
        ).toBe(true)
        continue
      }
      const allowed = String(answer.headers['allow']).split(', ')
      expect(
        [...methods].every((one) => allowed.includes(one)),
        `${path}: ${allowed}`,
      ).toBe(true)
    }
  }
  const read = await dozo.site(`/api/${own.api}/book-left`, {
    method: 'DELETE',
    headers: { host: 'left.localhost' },
  })
  expect([read.status, read.headers['allow']]).toEqual([405, 'GET'])
})

test.each([
  '',
  'x',
  '"x"',
  '-1',
  '1.5',
  '"1',
  '99999999999999999999',
  '"1", "2"',
  'W/"x"',
  '""',
  '1 2',
  'null',
  '**',
])('If-Match: %s is told apart from a version', async (junk) => {
  const answer = await owner(`${at}/entries/${own.entry}`, {
    method: 'PATCH',
    body: { values: {} },
    headers: { 'if-match': junk },
  })
  expect([400, 412, 428]).toContain(answer.status)
})

test('a parameter given twice is refused, on the console door and in the grammar', async () => {
  expect((await owner(`${at}/members?size=1&size=2`)).status).toBe(400)
  expect((await owner(`${at}/members?search=a&search=b`)).status).toBe(400)
  expect((await owner(`${at}/entries?type=${own.type}&type=shelf_left`)).status).toBe(400)
  for (const twice of [
    'sort=title&sort=-title',
    'filter[title][eq]=a&filter[title][eq]=b',
    'page[size]=1&page[size]=2',
    'locale=ja&locale=en',
    'filter[title]=a&filter[title][eq]=b',
  ]) {
    const read = await dozo.site(`/api/${own.api}/book-left?${twice}`, {
      headers: { host: 'left.localhost' },
    })
    expect(read.status, twice).toBe(400)
  }
})

/** One request as bytes; what comes back as text. */
const raw = (door: 'console' | 'site', head: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(ports[door], '127.0.0.1', () => socket.write(head))
    let answer = ''
    socket.setEncoding('latin1')
    socket.on('data', (text) => (answer += String(text)))
    socket.on('end', () => resolve(answer))
    socket.on('close', () => resolve(answer))
    socket.on('error', (error) => (answer ? resolve(answer) : reject(error)))
  })
const rawGet = (door: 'console' | 'site', target: string, more = '') =>
  raw(door, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`)
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])

test.each([
  '//',
  '///etc/passwd',
  '//evil.example/manage/v1/instance',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/..%2f..%2f..%2fpackage.json',
  '/assets/../../package.json',
  '/assets/%00',
  '/manage/v1/../v1/sites/left/members',
  '/manage//v1/sites/left/members',
  '/manage/v1/sites/left/members/',
  '/MANAGE/v1/sites/left/members',
  '/manage/v1/sites/left%2fmembers',
  '/manage/v1/sites/left/members;x=1',
  '/manage/v1/sites/%6c%65%66%74/members',
  '/api/..%2f..%2fmanage/v1/instance',
  '/api/_reference/..%2f..%2fpackage.json',
  '/api/_reference/../../../../package.json',
  'http://localhost/manage/v1/sites/left/members',
  'http://evil.example/manage/v1/sites/left/members',
  '/%',
  '/?%',
  '?',
  '*',
])('the raw target %s opens nothing on either door', async (target) => {
  for (const door of ['console', 'site'] as const) {
    const answer = await rawGet(door, target)
    const status = statusOf(answer)
    expect(status, `${door}: ${answer.slice(0, 300)}`).toBeGreaterThanOrEqual(200)
    expect(status, `${door}: ${answer.slice(0, 300)}`).toBeLessThan(500)
    expect(answer).not.toMatch(/"workspaces"|"dependencies"|root:x:|owner@left/)
    expect(answer).not.toMatch(/^location: *(https?:)?\/\//im)
  }
})

test('heads that are too large, doubled or smuggled are refused before anything is done', async () => {
  expect(statusOf(await rawGet('console', '/manage/v1/instance', `X-Long: ${'x'.repeat(20_000)}\r\n`))).toBe(
    431,
  )
  expect(statusOf(await rawGet('site', '/api/x/y', `Cookie: ${'a=b; '.repeat(5000)}\r\n`))).toBe(431)
  expect(statusOf(await rawGet('console', `/${'x'.repeat(20_000)}`))).toBe(431)
  const post = (more: string, body: string) =>
    raw(
      'console',
      `POST /manage/v1/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n${body}`,
    )
  expect(statusOf(await post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'))).toBe(400)
  expect(statusOf(await post('Content-Length: 4\r\nContent-Length: 5\r\n', 'abcde'))).toBe(400)
  expect(statusOf(await post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'))).toBe(400)
  expect(statusOf(await raw('console', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe(400)
  const twoHosts = await raw(
    'site',
    'GET /api/x HTTP/1.1\r\nHost: left.localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  )
  expect(statusOf(twoHosts)).toBeGreaterThanOrEqual(400)
})
