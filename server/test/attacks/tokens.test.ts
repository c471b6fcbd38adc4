import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { asker, password, useDozo, type Ask } from '../harness.ts'
import { furnish, inDays, type Things } from './world.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/left'
let own: Things
let owner: Ask

beforeAll(async () => {
  for (const key of ['left', 'right']) await dozo.makeSite(key)
  own = await furnish(dozo, 'left')
  await furnish(dozo, 'right')
  owner = await dozo.member('owner', ['owner'], 'left')
})

type Scope = { permission: string; types?: string[] }
async function make(ask: Ask, scopes: Scope[], days = 30) {
  const answer = await ask(`${at}/api-tokens`, {
    method: 'POST',
    body: { name: 't', scopes, expiresAt: inDays(dozo, days) },
  })
  expect(answer.status, answer.text).toBe(201)
  const { id, token } = answer.body.data as { id: string; token: string }
  return { id, token, ask: asker(dozo.consoleDoor, { authorization: `Bearer ${token}` }) }
}
const statusOf = async (ask: Ask, path: string, request = {}) => (await ask(`${at}${path}`, request)).status

test('a token is shown once, and what is stored gives none away', async () => {
  const made = await make(owner, [{ permission: 'entries.read' }])
  expect(made.token).toMatch(/^dozo_token_[\w-]{43}$/)
  expect((await owner(`${at}/api-tokens`)).text).not.toContain(made.token)
  expect((await owner(`${at}/audit`)).text).not.toContain(made.token)
  const stored = await dozo.app.db.asOwner('test', (tx) =>
    tx.many<{ row: string }>(sql`
      select t::text as row from api_tokens t
      union all select e::text from events e
      union all select a::text from audit_records a
      union all select k::text from idempotency_keys k
    `),
  )
  expect(stored.some(({ row }) => row.includes(made.token.slice(16)))).toBe(false)
})

test('a token that is made again with the same Idempotency-Key is not kept in words either', async () => {
  const request = {
    method: 'POST',
    body: { name: 'again', scopes: [{ permission: 'entries.read' }], expiresAt: inDays(dozo, 3) },
    headers: { 'idempotency-key': 'token-1' },
  }
  const first = await owner(`${at}/api-tokens`, request)
  expect(first.status).toBe(201)
  const again = await owner(`${at}/api-tokens`, request)
  expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true'])
  expect(again.body).toEqual(first.body)
  const rows = await dozo.app.db.asOwner('test', (tx) =>
    tx.many<{ row: string }>(sql`select k::text as row from idempotency_keys k`),
  )
  const secret = String(first.body.data.token).slice('dozo_token_'.length)
  expect(rows.some(({ row }) => row.includes(secret))).toBe(false)
})

test('broken, foreign and made-up credentials are 401, never nobody', async () => {
  const { token } = await make(owner, [{ permission: 'entries.read' }])
  for (const header of [
    'Bearer x',
    `Bearer ${token}x`,
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token} ${token}`,
    `Basic ${token}`,
    `bearer`,
    `Token ${token}`,
    'Bearer dozo_session_x',
    `Bearer dozo_static_${token.slice(11)}`,
    '',
  ]) {
    for (const path of ['/manage/v1/instance', `${at}/entries?type=${own.type}`]) {
      const answer = await dozo.console(path, { headers: { authorization: header } })
      expect(answer.status, `${header} ${path}`).toBe(401)
    }
    const read = await dozo.site(`/api/${own.api}/book-left`, {
      headers: { host: 'left.localhost', authorization: header },
    })
    expect(read.status, header).toBe(401)
  }
  const elsewhere = await dozo.site(`/api/${own.api}/book-left`, {
    headers: { host: 'left.localhost', authorization: `Bearer ${token}` },
  })
  expect(elsewhere.status).toBe(401)
})

test('a token ends when its time is over, when it is revoked, and with its owner', async () => {
  const helper = await dozo.member('maker', ['owner'], 'left')
  const short = await make(helper, [{ permission: 'entries.read' }], 1)
  const revoked = await make(helper, [{ permission: 'entries.read' }])
  const long = await make(helper, [{ permission: 'entries.read' }])
  const list = `/entries?type=${own.type}`
  for (const { ask } of [short, revoked, long]) expect(await statusOf(ask, list)).toBe(200)
  expect(await statusOf(owner, `/api-tokens/${revoked.id}`, { method: 'DELETE' })).toBe(204)
  expect(await statusOf(revoked.ask, list)).toBe(401)
  expect(await statusOf(owner, `/api-tokens/${revoked.id}`, { method: 'DELETE' })).toBe(404)
  dozo.time.advance(86_400_000)
  expect(await statusOf(short.ask, list)).toBe(401)
  owner = await dozo.signIn('owner@left.example', 'left')
  const change = (body: object) =>
    statusOf(owner, `/members/${helper.id}`, { method: 'PATCH', ifMatch: '*', body })
  expect(await change({ groups: ['member'] })).toBe(200)
  expect(await statusOf(long.ask, list)).toBe(404)
  expect(await change({ groups: ['viewer'] })).toBe(200)
  expect(await statusOf(long.ask, list)).toBe(200)
  expect(await change({ status: 'suspended' })).toBe(200)
  expect(await statusOf(long.ask, list)).toBe(401)
  expect(await change({ status: 'active' })).toBe(200)
  expect(await statusOf(long.ask, list)).toBe(200)
  expect(await statusOf(owner, `/members/${helper.id}`, { method: 'DELETE', ifMatch: '*' })).toBe(204)
  expect(await statusOf(long.ask, list)).toBe(401)
})

test('a token never does more than its owner may now, whatever its scopes say', async () => {
  const writer = await dozo.member('writer', ['owner'], 'left')
  const all = await make(writer, [{ permission: '*' }])
  expect(await statusOf(all.ask, '/members')).toBe(200)
  await owner(`${at}/members/${writer.id}`, { method: 'PATCH', ifMatch: '*', body: { groups: ['viewer'] } })
  expect(await statusOf(all.ask, '/members')).toBe(403)
  expect(await statusOf(all.ask, `/entries?type=${own.type}`)).toBe(200)
  expect(await statusOf(all.ask, '/entries', { method: 'POST', body: { type: own.type, values: {} } })).toBe(
    403,
  )
})

test('scopes narrow to types', async () => {
  const one = await make(owner, [{ permission: 'entries.read', types: [own.type] }])
  expect(await statusOf(one.ask, `/entries?type=${own.type}`)).toBe(200)
  expect(await statusOf(one.ask, '/entries?type=shelf_left')).toBe(403)
  expect(await statusOf(one.ask, `/entries/${own.shelf}`)).toBe(404)
  expect((await one.ask(`${at}/search?q=棚`)).body.data).toEqual([])
})

test('a token makes no tokens, no sessions and nobody stronger', async () => {
  const all = await make(owner, [{ permission: '*' }])
  const body = { name: 'x', scopes: [{ permission: '*' }], expiresAt: inDays(dozo, 1) }
  const made = await all.ask(`${at}/api-tokens`, { method: 'POST', body })
  expect([made.status, made.body.code]).toEqual([409, 'token_by_token'])
  const narrow = await make(owner, [
    { permission: 'members.write' },
    { permission: 'members.read' },
    { permission: 'groups.write' },
  ])
  const who = (await narrow.ask('/manage/v1/sessions/current')).body.data.member.id
  const put = (changes: object) =>
    statusOf(narrow.ask, `/members/${who}`, { method: 'PATCH', ifMatch: '*', body: changes })
  expect(await put({ password: 'a brand new password' })).toBe(403)
  expect(await put({ email: 'taken@left.example' })).toBe(403)
  const stronger = { name: 'x', email: 'x@left.example', password, groups: ['owner'] }
  expect(await statusOf(narrow.ask, '/members', { method: 'POST', body: stronger })).toBe(403)
  const group = { key: 'strong', name: { ja: 's', en: 's' }, grants: [{ permission: 'entries.delete' }] }
  expect(await statusOf(narrow.ask, '/groups', { method: 'POST', body: group })).toBe(403)
})

test('a narrow token neither sees nor ends the sessions of its owner', async () => {
  const reader = await make(owner, [{ permission: 'entries.read' }])
  const [session] = (await owner(`${at}/sessions`)).body.data
  expect(await statusOf(reader.ask, '/sessions')).toBe(403)
  expect(await statusOf(reader.ask, `/sessions/${session.id}`, { method: 'DELETE' })).toBe(404)
  expect((await reader.ask('/manage/v1/sessions/current', { method: 'DELETE' })).status).toBe(404)
  expect((await owner('/manage/v1/sessions/current')).status).toBe(200)
})

test('a token never leaves its site, even an operator’s', async () => {
  const operator = await dozo.member('operator', ['owner'], 'main')
  const made = await operator('/manage/v1/sites/main/api-tokens', {
    method: 'POST',
    body: { name: 'x', scopes: [{ permission: '*' }], expiresAt: inDays(dozo, 1) },
  })
  const ask = asker(dozo.consoleDoor, { authorization: `Bearer ${made.body.data.token}` })
  expect((await ask('/manage/v1/sites/main/members')).status).toBe(200)
  expect((await ask(`${at}/members`)).status).toBe(404)
  const inside = await operator(`${at}/api-tokens`, {
    method: 'POST',
    body: { name: 'x', scopes: [{ permission: 'entries.read' }], expiresAt: inDays(dozo, 1) },
  })
  expect([inside.status, inside.body.code]).toEqual([409, 'token_own_site'])
})

test('a session of one door or one site is nothing at another', async () => {
  const member = await dozo.member('walker', ['viewer'], 'left')
  const open = await dozo.console('/manage/v1/sessions', {
    method: 'POST',
    body: { site: 'left', email: member.email, password },
  })
  const token = /dozo_session_[\w-]{43}/.exec(String(open.headers['set-cookie']))![0]
  expect(
    (await dozo.console('/manage/v1/sessions/current', { headers: { authorization: `Bearer ${token}` } }))
      .status,
  ).toBe(200)
  for (const name of ['left.localhost', 'right.localhost']) {
    const key = name.split('.')[0]
    const answer = await dozo.site(`/api/api-${key}/book-${key}`, {
      headers: { host: name, authorization: `Bearer ${token}` },
    })
    expect(answer.status, name).toBe(401)
  }
})

test.each([0, -1, 367, 4000])('an expiry %d days from now is refused', async (days) => {
  const answer = await owner(`${at}/api-tokens`, {
    method: 'POST',
    body: { name: 'x', scopes: [{ permission: 'entries.read' }], expiresAt: inDays(dozo, days) },
  })
  expect([answer.status, answer.body.errors[0].code]).toEqual([422, 'token_expiry'])
})
