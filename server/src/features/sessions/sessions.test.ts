import { expect, test } from 'vitest'
import { password, useDozo } from '../../../test/harness.ts'

const dozo = useDozo()
const login = (email: string, word = password, site = 'main') =>
  dozo.console('/manage/v1/sessions', { method: 'POST', body: { site, email, password: word } })

test('a member with the right password gets a cookie, and the cookie says who they are', async () => {
  const owner = await dozo.member('hanako', ['owner'])
  const answer = await login('hanako@main.example')
  expect(answer.status).toBe(201)
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^dozo_console_\w+=dozo_session_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/,
  )
  expect(answer.text).not.toContain('dozo_session_')
  const who = await owner('/manage/v1/sessions/current')
  expect(who.body.data.member).toMatchObject({ name: 'hanako', siteKey: 'main' })
  expect(who.body.data.sites[0].permissions).toEqual(['*'])
})

test('a wrong password, an unknown address and an unknown site answer the same', async () => {
  const answers = [
    await login('hanako@main.example', 'wrong password'),
    await login('nobody@main.example'),
    await login('hanako@main.example', password, 'nowhere'),
  ]
  for (const answer of answers) {
    expect(answer.status).toBe(401)
    expect(answer.body.code).toBe('login_failed')
  }
})

test('a member who may not enter the console is refused like a stranger', async () => {
  await dozo.member('visitor', ['member'])
  expect((await login('visitor@main.example')).status).toBe(401)
})

test('the fifth wrong guess makes the account wait, and waiting ends by itself', async () => {
  await dozo.member('target', ['viewer'])
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push((await login('target@main.example', 'guess')).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  const blocked = await login('target@main.example')
  expect(blocked.status).toBe(429)
  expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0)
  dozo.time.advance(31_000)
  expect((await login('target@main.example')).status).toBe(201)
})

test('a session ends when it is idle too long, and after its longest time whatever happens', async () => {
  const idle = await dozo.member('idle', ['viewer'])
  dozo.time.advance(2 * 60 * 60 * 1000 + 1)
  expect((await idle('/manage/v1/sessions/current')).status).toBe(401)
  const busy = await dozo.signIn('idle@main.example')
  for (let hour = 0; hour < 24; hour++) {
    expect((await busy('/manage/v1/sessions/current')).status).toBe(200)
    dozo.time.advance(60 * 60 * 1000)
  }
  expect((await busy('/manage/v1/sessions/current')).status).toBe(401)
})

test('signing out ends the session, and so does a new password', async () => {
  const viewer = await dozo.member('leaver', ['viewer'])
  const second = await dozo.signIn('leaver@main.example')
  expect((await viewer('/manage/v1/sessions/current', { method: 'DELETE' })).status).toBe(204)
  expect((await viewer('/manage/v1/sessions/current')).status).toBe(401)
  expect((await second('/manage/v1/sessions/current')).status).toBe(200)
  const owner = await dozo.signIn('hanako@main.example')
  const changed = await owner(`/manage/v1/sites/main/members/${viewer.id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { password: 'another long password' },
  })
  expect(changed.status).toBe(200)
  expect((await second('/manage/v1/sessions/current')).status).toBe(401)
})

test('one sees and ends one’s own sessions; another member’s only with members.write', async () => {
  const viewer = await dozo.member('watcher', ['viewer'])
  const other = await dozo.member('other', ['viewer'])
  const mine = await viewer('/manage/v1/sites/main/sessions')
  expect(mine.body.data).toHaveLength(1)
  expect(mine.body.data[0].current).toBe(true)
  const theirs = (await other('/manage/v1/sites/main/sessions')).body.data[0].id
  expect((await viewer(`/manage/v1/sites/main/sessions/${theirs}`, { method: 'DELETE' })).status).toBe(404)
  expect((await viewer(`/manage/v1/sites/main/sessions?member=${other.id}`)).status).toBe(403)
  expect((await other('/manage/v1/sessions/current')).status).toBe(200)
})

test('a request that a page of another site makes with the cookie is refused', async () => {
  const owner = await dozo.signIn('hanako@main.example')
  const body = { key: 'x', name: { ja: 'x', en: 'x' }, grants: [] }
  const foreign = await owner('/manage/v1/sites/main/groups', {
    method: 'POST',
    body,
    headers: { origin: 'https://evil.example' },
  })
  expect(foreign.status).toBe(403)
  expect(foreign.body.code).toBe('cross_site')
  const embedded = await owner('/manage/v1/sites/main/groups', {
    method: 'POST',
    body,
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect(embedded.status).toBe(403)
})
