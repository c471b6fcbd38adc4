import { beforeAll, expect, test } from 'vitest'
import { asker, password, useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const site = '/manage/v1/sites/main'
const name = { ja: '名前', en: 'Name' }
let owner: Ask
let hanako: Ask & { id: string }
let jiro: Ask & { id: string }

/** A member of the site who has signed in at the API `club`. */
async function reader(who: string): Promise<Ask & { id: string }> {
  const member = await dozo.member(who, ['member'])
  const answer = await dozo.site('/api/club/login', {
    method: 'POST',
    body: { email: member.email, password },
  })
  const ask = asker(dozo.siteDoor, { authorization: `Bearer ${answer.body.data.token}` })
  return Object.assign(ask, { id: member.id })
}

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  const fields = [
    { key: 'title', type: 'text', name, required: true, localized: true },
    { key: 'stars', type: 'number', name, integer: true, min: 1, max: 5 },
    { key: 'checked', type: 'boolean', name, default: false },
    { key: 'inside', type: 'text', name, neverDelivered: true },
  ]
  const type = { key: 'review', name, kind: 'plain', fields }
  expect((await owner(`${site}/content-types`, { method: 'POST', body: type })).status).toBe(201)
  await owner(`${site}/content-types`, { method: 'POST', body: { ...type, key: 'other' } })
  const api = (key: string, security: string) =>
    owner(`${site}/apis`, {
      method: 'POST',
      body: { key, name: key, security, origins: ['https://www.example'] },
    })
  const endpoint = (key: string, body: object) =>
    owner(`${site}/apis/${key}/endpoints`, { method: 'POST', body: { type: 'review', ...body } })
  await api('open', 'open')
  await api('club', 'member')
  const made = [
    await endpoint('open', { path: '/reviews', operation: 'entries.list', fields: ['title', 'stars'] }),
    await endpoint('open', {
      path: '/reviews',
      operation: 'entries.create',
      fields: ['title', 'stars'],
      rateLimit: { calls: 3, seconds: 60 },
    }),
    await endpoint('club', { path: '/login', operation: 'sessions.login', type: undefined }),
    await endpoint('club', {
      path: '/reviews',
      operation: 'entries.create',
      fields: ['title', 'stars'],
      publish: true,
    }),
    await endpoint('club', {
      path: '/reviews/{id}',
      operation: 'entries.update',
      fields: ['title', 'stars'],
      publish: true,
      own: true,
    }),
    await endpoint('club', { path: '/reviews/{id}', operation: 'entries.delete', own: true }),
  ]
  expect(made.map(({ status, text }) => [status, status === 201 ? '' : text])).toEqual(
    made.map(() => [201, '']),
  )
  hanako = await reader('hanako')
  jiro = await reader('jiro')
})

const post = (ask: Ask, body: unknown, more: object = {}) =>
  ask('/api/club/reviews', { method: 'POST', body, ...more })
const titles = async (locale = 'ja') =>
  (await dozo.site(`/api/open/reviews?locale=${locale}&sort=-publishedAt`)).body.data?.map(
    (one: { title: string }) => one.title,
  )

test('what a stranger sends becomes a draft that nobody reads until somebody has looked at it', async () => {
  const sent = await dozo.site('/api/open/reviews', {
    method: 'POST',
    body: { title: 'とてもよい', stars: 5 },
  })
  expect([sent.status, sent.body.data.status]).toEqual([201, 'draft'])
  expect(await titles()).toEqual([])
  const entry = (await owner(`${site}/entries/${sent.body.data.id}`)).body.data
  expect(entry.values).toEqual({ title: { ja: 'とてもよい' }, stars: 5, checked: false })
  expect(entry.createdBy).toBeNull()
  const [line] = (await owner(`${site}/audit?action=entry.created`)).body.data
  expect(line).toMatchObject({ actor: { kind: 'anonymous' }, subject: { id: sent.body.data.id } })
})

test('only the fields that the endpoint names are taken; everything wrong is named as it was sent', async () => {
  const refused = async (body: unknown, query = '') => {
    const answer = await hanako(`/api/club/reviews${query}`, { method: 'POST', body })
    return [
      answer.status,
      answer.body.errors?.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`),
    ]
  }
  expect(await refused({ title: 'x', inside: 'y' })).toEqual([422, ['/inside unknown_field']])
  expect(await refused({ title: 'x', checked: true })).toEqual([422, ['/checked unknown_field']])
  for (const key of ['id', 'status', 'createdBy', '__proto__', 'constructor', 'values', 'publish'])
    expect((await refused(JSON.parse(`{"title":"x","${key}":"y"}`)))[0], key).toBeGreaterThanOrEqual(400)
  expect(await refused({ stars: 3 })).toEqual([422, ['/title required']])
  expect(await refused({ title: 'x', stars: 9 })).toEqual([422, ['/stars too_large']])
  expect(await refused({ title: { ja: 'x' } })).toEqual([422, ['/title wrong_type']])
  expect(await refused([])).toEqual([422, [' wrong_type']])
  expect(await refused({ title: 'x' }, '?locale=fr')).toEqual([400, ['/locale locale_unknown']])
  expect(await refused({ title: 'x' }, '?filter[title]=y')).toEqual([400, ['/filter parameter_unknown']])
  expect((await owner(`${site}/entries?type=review&count=exact`)).body.meta.count).toBe(1)
})

test('a member writes, sees it at once, changes and deletes it; others’ entries are not there for them', async () => {
  const sent = await post(hanako, { title: 'よい', stars: 4 })
  expect([sent.status, sent.body.data.status]).toEqual([201, 'live'])
  expect(await titles()).toEqual(['よい'])
  const { id } = sent.body.data
  const path = `/api/club/reviews/${id}`
  expect((await owner(`${site}/entries/${id}`)).body.data.createdBy.id).toBe(hanako.id)
  expect((await jiro(path, { method: 'PATCH', body: { title: '乗っ取り' } })).status).toBe(404)
  expect((await jiro(path, { method: 'DELETE' })).status).toBe(404)
  expect((await dozo.site(path, { method: 'DELETE' })).status).toBe(401)
  const changed = await hanako(`${path}?locale=en`, { method: 'PATCH', body: { title: 'Good' } })
  expect(changed.status).toBe(200)
  expect([await titles(), await titles('en')]).toEqual([['よい'], ['Good']])
  expect((await hanako(path, { method: 'DELETE' })).status).toBe(204)
  expect(await titles()).toEqual([])
})

test('If-Match keeps two devices from writing over each other', async () => {
  const { id, version } = (await post(hanako, { title: '版' })).body.data
  const path = `/api/club/reviews/${id}`
  const change = (title: string, ifMatch: number) =>
    hanako(path, { method: 'PATCH', body: { title }, ifMatch })
  expect((await change('先', version)).status).toBe(200)
  const late = await change('後', version)
  expect([late.status, late.body.sent]).toEqual([412, version])
  expect(
    (await hanako(path, { method: 'PATCH', body: { title: 'x' }, headers: { 'if-match': 'nonsense' } }))
      .status,
  ).toBe(400)
  await hanako(path, { method: 'DELETE' })
})

test('an entry of another type is not there, whoever made it', async () => {
  const other = (
    await owner(`${site}/entries`, {
      method: 'POST',
      body: { type: 'other', values: { title: { ja: 'x' } } },
    })
  ).body.data.id
  expect((await hanako(`/api/club/reviews/${other}`, { method: 'DELETE' })).status).toBe(404)
  expect((await hanako('/api/club/reviews/nonsense', { method: 'DELETE' })).status).toBe(404)
})

test('sent twice under one key it is written once, and strangers do not get each other’s replies', async () => {
  const headers = { 'idempotency-key': 'one' }
  const first = await post(hanako, { title: '一度だけ' }, { headers })
  const second = await post(hanako, { title: '一度だけ' }, { headers })
  expect([second.body.data.id, second.headers['idempotency-replayed']]).toEqual([first.body.data.id, 'true'])
  expect((await post(hanako, { title: '別の内容' }, { headers })).body.code).toBe('idempotency_key_reused')
  const theirs = await post(jiro, { title: '一度だけ' }, { headers })
  expect(theirs.body.data.id).not.toBe(first.body.data.id)
})

test('calls beyond the limit wait, counted by caller and shared by every process', async () => {
  dozo.time.advance(61_000)
  const send = () => dozo.site('/api/open/reviews', { method: 'POST', body: { title: 'x' } })
  const answers = [await send(), await send(), await send(), await send()]
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429])
  expect(answers[0]!.headers['ratelimit-remaining']).toBe('2')
  expect(Number(answers[3]!.headers['retry-after'])).toBeGreaterThan(50)
  dozo.time.advance(61_000)
  expect((await send()).status).toBe(201)
})

test('a page of another origin may call where the API lets it, and may not use a member’s cookie otherwise', async () => {
  const preflight = await dozo.site('/api/club/reviews', {
    method: 'OPTIONS',
    headers: { origin: 'https://www.example', 'access-control-request-method': 'PATCH' },
  })
  expect(preflight.headers['access-control-allow-methods']).toBe('GET, POST, PATCH, DELETE')
  const login = await dozo.site('/api/club/login', {
    method: 'POST',
    body: { email: 'hanako@main.example', password },
  })
  const cookie = String(login.headers['set-cookie']).split(';')[0]!
  const send = (origin: string) =>
    dozo.site('/api/club/reviews', { method: 'POST', body: { title: 'x' }, headers: { cookie, origin } })
  expect((await send('https://evil.example')).status).toBe(403)
  expect((await send('https://www.example')).status).toBe(201)
  // Browsers say themselves that this is another site; the owner of the API has invited it.
  const invited = await dozo.site('/api/club/reviews', {
    method: 'POST',
    body: { title: 'x' },
    headers: { cookie, origin: 'https://www.example', 'sec-fetch-site': 'cross-site' },
  })
  expect(invited.status).toBe(201)
})

test('the reference describes what may be written, and an endpoint without fields or with a filter is refused', async () => {
  const { body } = await dozo.site('/api/open/openapi.json')
  const schema = body.paths['/reviews'].post.requestBody.content['application/json'].schema
  expect(schema).toMatchObject({ additionalProperties: false, required: ['title'] })
  expect(Object.keys(schema.properties)).toEqual(['title', 'stars'])
  const club = (await hanako('/api/club/openapi.json')).body.paths
  const said = (method: string, path: string) => [
    Object.keys(club[path][method].responses)[0],
    club[path][method].parameters.map((one: { name: string }) => one.name),
  ]
  expect(said('post', '/reviews')).toEqual(['201', ['locale', 'Idempotency-Key']])
  expect(said('patch', '/reviews/{id}')).toEqual(['200', ['id', 'locale', 'If-Match']])
  expect(said('delete', '/reviews/{id}')).toEqual(['204', ['id', 'If-Match']])
  expect((await dozo.site('/api/club/reference')).text).toContain('id="token-form"')
  expect((await dozo.site('/api/open/reference')).text).not.toContain('id="token-form"')
  const refused = async (more: object) =>
    (
      await owner(`${site}/apis/open/endpoints`, {
        method: 'POST',
        body: { path: '/x', operation: 'entries.create', type: 'review', ...more },
      })
    ).body.errors?.[0]
  expect(await refused({})).toMatchObject({ path: '/fields', code: 'write_needs_fields' })
  expect(await refused({ fields: ['nothing'] })).toMatchObject({ path: '/fields/0', code: 'path_unknown' })
  expect(await refused({ fields: ['title'], filter: { title: 'x' } })).toMatchObject({
    code: 'not_for_writing',
  })
})
