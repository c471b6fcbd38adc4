import { beforeAll, beforeEach, expect, test } from 'vitest'
import { asker, password, useDozo, type Ask, type Request } from '../../../test/harness.ts'

const dozo = useDozo()
const site = '/manage/v1/sites/main'
let owner: Ask
let hanako: Awaited<ReturnType<typeof dozo.member>>
let email: string

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  hanako = await dozo.member('hanako', ['member'])
  email = hanako.email
  await owner(`${site}/apis`, {
    method: 'POST',
    body: { key: 'club', name: 'c', security: 'member', origins: ['https://a.example'] },
  })
  for (const name of ['login', 'refresh', 'logout', 'me'])
    await owner(`${site}/apis/club/endpoints`, {
      method: 'POST',
      body: { path: `/${name}`, operation: `sessions.${name}` },
    })
})

let token: string
beforeEach(async () => {
  const answer = await dozo.site('/api/club/login', { method: 'POST', body: { email, password } })
  token = answer.body.data.token
})

const as = (bearer: string) => asker(dozo.siteDoor, { authorization: `Bearer ${bearer}` })
const refresh = (bearer: string, more: Request = {}) =>
  as(bearer)('/api/club/refresh', { method: 'POST', ...more })
const me = async (bearer: string) => (await as(bearer)('/api/club/me')).status

test('a token is exchanged for a new one; the old one serves what was under way, and no longer', async () => {
  const first = await refresh(token)
  expect(first.status).toBe(200)
  const next = first.body.data.token
  expect(next).not.toBe(token)
  expect([await me(token), await me(next)]).toEqual([200, 200])
  dozo.time.advance(10_000)
  expect(await me(next)).toBe(200)
})

test('an old token that comes back ends the session for whoever holds it, and leaves a record', async () => {
  const next = (await refresh(token)).body.data.token
  const last = (await (dozo.time.advance(11_000), refresh(next))).body.data.token
  dozo.time.advance(11_000)
  expect(await me(last)).toBe(200)
  const stolen = await as(token)('/api/club/me')
  expect([stolen.status, stolen.body.code]).toEqual([401, 'session_ended'])
  expect([await me(last), await me(next)]).toEqual([401, 401])
  const audit = await owner(`${site}/audit?action=session.stolen`)
  expect(audit.body.data).toHaveLength(1)
})

test('two at once: one gets the new token, the other is told that it is there', async () => {
  const answers = await Promise.all([refresh(token), refresh(token), refresh(token)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  const refused = answers.find(({ status }) => status === 409)!
  expect(refused.body.code).toBe('session_just_refreshed')
  const good = answers.find(({ status }) => status === 200)!.body.data.token
  expect(await me(good)).toBe(200)
})

test('the end of a session does not move, and after it nothing is exchanged', async () => {
  const first = await refresh(token)
  dozo.time.advance(5 * 24 * 3_600_000)
  const second = await refresh(first.body.data.token)
  expect(second.body.data.expiresAt).toBe(first.body.data.expiresAt)
  dozo.time.advance(8 * 24 * 3_600_000)
  expect((await refresh(second.body.data.token)).status).toBe(401)
})

test('a cookie is exchanged for a cookie, but never for a page of another site', async () => {
  const login = await dozo.site('/api/club/login', { method: 'POST', body: { email, password } })
  const [cookie] = String(login.headers['set-cookie']).split(';')
  const from = (headers: Record<string, string>) =>
    dozo.site('/api/club/refresh', { method: 'POST', headers: { cookie: cookie!, ...headers } })
  expect((await from({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await from({})).status).toBe(403)
  const good = await from({ origin: 'https://a.example' })
  expect(good.status).toBe(200)
  expect(String(good.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/)
  expect(String(good.headers['set-cookie'])).toContain(good.body.data.token)
})

test('without a session nothing is exchanged, and a new password ends old tokens with the rest', async () => {
  expect((await dozo.site('/api/club/refresh', { method: 'POST' })).status).toBe(401)
  const next = (await refresh(token)).body.data.token
  const later = await dozo.member('later', ['owner'])
  const changed = await later(`${site}/members/${hanako.id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { password: 'another good password' },
  })
  expect(changed.status).toBe(200)
  expect([await me(next), await me(token)]).toEqual([401, 401])
})
