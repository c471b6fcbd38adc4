import { beforeAll, expect, test } from 'vitest'
import { features } from '../../src/app.ts'
import type { Route } from '#platform/feature.ts'
import { bodyLimitBytes } from '#platform/http/door.ts'
import { useDozo, type Ask } from '../harness.ts'
import { uploadsOf } from '../uploads.ts'
import { blockKind, validBodies } from './bodies.ts'
import { furnish, pathOf, type Things } from './world.ts'

const dozo = useDozo()
const routes = features.flatMap((one) => one.routes)
const withBody = routes.filter((one) => one.body)
let owner: Ask
let target: { id: string }
let savedView: string
let own: Things
let upload: string
let places: Record<string, string>

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
  target = await dozo.member('target', [], 'left')
  const body = { type: own.type, name: 'view' }
  const view = await owner('/manage/v1/sites/left/saved-views', { method: 'POST', body })
  savedView = view.body.data.id
  const uploads = uploadsOf(owner, 'left')
  upload = await uploads.begun(4, { filename: 'sent.txt' })
  await uploads.send(upload, 0, 'text')
  await owner('/manage/v1/sites/left/block-kinds', { method: 'POST', body: blockKind })
  places = {
    site: 'left',
    group: own.group,
    type: own.type,
    kind: blockKind.key,
    api: own.api,
    id: own.entry,
    version: '1',
    field: 'copies',
  }
})

const at = '/manage/v1/sites/left'
const valid = () => validBodies(dozo, own)

const placesOf = (one: Route) => {
  const ids: Record<string, string> = {
    endpoints: own.endpoint,
    members: target.id,
    webhooks: own.webhook,
    files: own.file,
    uploads: upload,
    schedules: own.schedule,
    trash: own.trashed,
    'saved-views': savedView,
  }
  // Only what stands in a tree, or is ordered by hand, is moved.
  if (one.id === 'entries.move') return { ...places, id: own.shelf }
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
  // Left out: what is not this owner's, what needs a link, a stranger's password, a cursor that is none, what would take away the
  // entry that the others are about, a file that is no archive, and parts where all has arrived.
  const known = {
    'setup.complete': 404,
    'sites.create': 404,
    'sessions.create': 401,
    'entries.query': 400,
    'entries.merge': 422,
    'files.unpack': 422,
    'uploads.sign-parts': 409,
  }
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
  const deepest = await send(create, `{"values":${deep(100_000)}}`)
  expect([deepest.body.code, deepest.body.detail]).toEqual(['json_too_deep', expect.stringContaining('64')])
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
  for (const path of ['imports', 'imports/preview']) {
    const lines = await owner(`${at}/${path}?type=${own.type}`, { method: 'POST', body: {} })
    expect(lines.status).toBe(415)
  }
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

test('a method that no door knows is refused like any other mistake', async () => {
  for (const ask of [dozo.console, dozo.site])
    for (const method of ['QUERY', 'PROPFIND', 'LOCK', 'SEARCH'])
      for (const body of [undefined, 'x']) {
        const answer = await ask('/api/default/x', { method, body })
        expect([method, answer.status < 500]).toEqual([method, true])
        expect(answer.body.code).toEqual(expect.any(String))
      }
})
