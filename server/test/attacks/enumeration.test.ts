import { beforeAll, expect, test } from 'vitest'
import * as apis from '#features/apis/service.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import * as entries from '#features/entries/service.ts'
import { asker, password, useDozo, type Answer, type Ask } from '../harness.ts'
import { furnish, someId, type Things } from './world.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/left'
const host = { host: 'left.localhost' }
let own: Things
let other: Things
let owner: Ask

beforeAll(async () => {
  for (const key of ['left', 'right']) await dozo.makeSite(key)
  own = await furnish(dozo, 'left')
  other = await furnish(dozo, 'right')
  owner = await dozo.member('owner', ['owner'], 'left')
  await dozo.member('sleeper', ['viewer'], 'left')
  await dozo.member('reader', ['member'], 'left')
})

const login = (site: string, email: string, word: unknown = 'not the password', headers = {}) =>
  dozo.console('/manage/v1/sessions', { method: 'POST', body: { site, email, password: word }, headers })

/** All that a caller can see of an answer, without what differs each time. */
const seen = ({ status, body, headers }: Answer) => {
  const { 'x-request-id': _id, date: _date, ...rest } = headers
  return { status, body: { ...body, requestId: '' }, headers: rest }
}

test('whoever cannot sign in learns nothing of why', async () => {
  await dozo.member('suspended', ['viewer'], 'left')
  const list = await owner(`${at}/members?search=suspended`)
  const suspended = await owner(`${at}/members/${list.body.data[0].id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { status: 'suspended' },
  })
  expect(suspended.status).toBe(200)
  const answers = [
    await login('left', 'owner@left.example'),
    await login('left', 'nobody@left.example'),
    await login('nowhere', 'owner@left.example'),
    await login('right', 'owner@left.example', password),
    await login('left', 'reader@left.example', password),
    await login('left', 'suspended@left.example', password),
    await login('left', 'not an address', password),
  ]
  for (const answer of answers) {
    expect(seen(answer)).toEqual(seen(answers[0]!))
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
  expect(answers[0]!.status).toBe(401)
  dozo.time.advance(3_600_000)
})

test('a stranger’s guess takes as long as a member’s', async () => {
  const timeOf = async (email: string, site = 'left') => {
    const start = performance.now()
    expect((await login(site, email)).status).toBe(401)
    return performance.now() - start
  }
  await timeOf('warm@left.example')
  const median = (times: number[]) => times.toSorted((a, b) => a - b)[1]!
  const three = async (...emails: [string, string?][]) =>
    median(
      await emails.reduce(
        async (all, one) => [...(await all), await timeOf(...one)],
        Promise.resolve([] as number[]),
      ),
    )
  const known = await three(['owner@left.example'], ['sleeper@left.example'], ['reader@left.example'])
  dozo.time.advance(3_600_000)
  const unknown = await three(['a@left.example'], ['b@left.example'], ['c@left.example'])
  dozo.time.advance(3_600_000)
  const nowhere = await three(
    ['a@x.example', 'nowhere'],
    ['b@x.example', 'nowhere'],
    ['c@x.example', 'nowhere'],
  )
  expect(unknown).toBeGreaterThan(known / 4)
  expect(nowhere).toBeGreaterThan(known / 4)
  dozo.time.advance(3_600_000)
})

test('the count of guesses is not got round by case, headers, shapes or the site door', async () => {
  await dozo.member('guessed', ['viewer'], 'left')
  const ways = [
    'guessed@left.example',
    'GUESSED@left.example',
    'Guessed@LEFT.example',
    'guessed@left.EXAMPLE',
  ]
  const statuses: number[] = []
  for (const [i, email] of [...ways, ...ways].entries()) {
    const headers = {
      'x-forwarded-for': `203.0.113.${i}`,
      'x-real-ip': `203.0.113.${i}`,
      forwarded: `for=203.0.113.${i}`,
    }
    statuses.push((await login('left', email, 'wrong', headers)).status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
  expect((await login('left', 'guessed@left.example', ['a', 'b', password])).status).toBe(422)
  expect((await login('left', 'guessed@left.example', password)).status).toBe(429)
  dozo.time.advance(3_600_000)
})

test('fifty guesses at the same moment are five', async () => {
  await dozo.member('rushed', ['viewer'], 'left')
  const answers = await Promise.all(Array.from({ length: 50 }, () => login('left', 'rushed@left.example')))
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
  expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true)
  dozo.time.advance(3_600_000)
})

test('what is not there, what is another’s and what is another kind of thing are the same 404', async () => {
  const again = await dozo.signIn('owner@left.example', 'left')
  const bodyOf = async (path: string) => seen(await again(path))
  const nothing = await bodyOf(`${at}/entries/${someId}`)
  expect(nothing.status).toBe(404)
  for (const path of [
    `${at}/entries/${other.entry}`,
    `${at}/entries/${own.endpoint}`,
    `${at}/entries/1`,
    `${at}/entries/not-an-id`,
    `${at}/members/${own.entry}`,
    `${at}/members/${someId}`,
    `${at}/groups/group-right`,
    `${at}/content-types/${other.type}`,
    `${at}/apis/${other.api}`,
    `${at}/imports/${someId}`,
    `${at}/apis/${own.api}/endpoints/${other.endpoint}`,
    `${at}/entries/${own.entry}/versions/99`,
    '/manage/v1/sites/right',
    '/manage/v1/sites/nowhere',
    '/manage/v1/sites/nowhere/entries',
    `/manage/v1/sites/right/entries/${other.entry}`,
    '/manage/v1/nothing',
  ])
    expect(await bodyOf(path), path).toEqual(nothing)
})

test('to readers, a draft, another site’s entry and nothing are the same 404', async () => {
  const ctx = await dozo.system('left')
  const draft = await entries.create(ctx, {
    type: own.type,
    values: { title: { ja: '秘密' }, slug: 'draft' },
  })
  const future = await entries.create(ctx, {
    type: own.type,
    values: { title: { ja: '未来' }, slug: 'future' },
    publish: true,
  })
  await entries.remove(ctx, future.id, { ifMatch: '*' })
  const bodyOf = async (id: string) =>
    seen(await dozo.site(`/api/${own.api}/book-left/${id}`, { headers: host }))
  const nothing = await bodyOf(someId)
  expect(nothing.status).toBe(404)
  for (const id of [draft.id, future.id, other.entry, own.shelf, 'draft', '%00', '0'])
    expect(await bodyOf(id), id).toEqual(nothing)
})

test('an endpoint for some groups, an unknown endpoint and an unknown API look the same to others', async () => {
  const ctx = await dozo.system('left')
  await apis.create(ctx, { key: 'club', name: 'club', security: 'member' })
  const base = { type: own.type, operation: 'entries.list', cacheSeconds: 0 }
  await endpoints.create(ctx, 'club', { ...base, path: '/board', who: { groups: ['editor'] } })
  await endpoints.create(ctx, 'club', { ...base, path: '/all' })
  await endpoints.create(ctx, 'club', { path: '/login', operation: 'sessions.login' })
  const signed = await dozo.site('/api/club/login', {
    method: 'POST',
    headers: host,
    body: { email: 'reader@left.example', password },
  })
  const reader = asker(dozo.siteDoor, { authorization: `Bearer ${signed.body.data.token}`, ...host })
  expect((await reader('/api/club/all')).status).toBe(200)
  expect(seen(await reader('/api/club/board'))).toEqual(seen(await reader('/api/club/nothing')))
  expect((await reader('/api/club/board')).status).toBe(404)
  // Who has not signed in does not even learn which paths there are.
  const nobody = (path: string) => dozo.site(path, { headers: host })
  expect(seen(await nobody('/api/club/board'))).toEqual(seen(await nobody('/api/club/nothing')))
  expect((await nobody('/api/club/openapi.json')).status).toBe(401)
  expect(seen(await nobody('/api/nothing/x'))).toEqual(seen(await nobody(`/api/${own.api}/x`)))
})

test.each([
  'evil.example',
  'left.localhost.evil.example',
  'localhost.evil.example',
  'evil.localhost:8788.example',
  'xn--e1afmkfd.example',
  'a b',
  "'--",
  'nowhere.localhost',
])('the host %j is nobody’s: 421 on the site door, on every path', async (name) => {
  for (const path of [
    '/',
    '/api/api-left/book-left',
    '/api/nothing',
    '/files/x',
    '/api/_reference/start.js',
  ]) {
    const answer = await dozo.site(path, { headers: { host: name } })
    expect(answer.status, path).toBe(421)
    expect(answer.body.code).toBe('unknown_host')
  }
  expect((await dozo.site('/livez', { headers: { host: name } })).status).toBe(200)
})

test('the console answers to its own name and local ones only', async () => {
  for (const name of ['evil.example', 'left.localhost.evil.example', 'localhost.evil.example'])
    for (const path of ['/', '/manage/v1/instance', '/manage/v1/openapi.json', `${at}/members`])
      expect((await dozo.console(path, { headers: { host: name } })).status, `${name} ${path}`).toBe(421)
  expect((await dozo.console('/manage/v1/instance', { headers: { host: '127.0.0.1:8787' } })).status).toBe(
    200,
  )
})

test('the host chooses the site, and nothing else does', async () => {
  const list = async (name: string, headers = {}) =>
    dozo.site('/api/api-left/book-left', { headers: { host: name, ...headers } })
  expect((await list('left.localhost')).status).toBe(200)
  expect((await list('LEFT.localhost.:9999')).status).toBe(200)
  expect((await list('right.localhost')).status).toBe(404)
  for (const header of ['x-forwarded-host', 'x-host', 'x-original-host', 'forwarded'])
    expect((await list('right.localhost', { [header]: 'left.localhost' })).status, header).toBe(404)
})
