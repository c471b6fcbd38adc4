import { beforeAll, expect, test } from 'vitest'
import { password, useDozo, type Answer, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/members'
let owner: Ask & { id: string }
const add = (body: object) => owner(at, { method: 'POST', body })
const codes = (answer: { body: any }) =>
  answer.body.errors.map((one: { path: string; code: string }) => [one.path, one.code])

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
})

test('a member is added, found, changed with their version, and deleted', async () => {
  const made = await add({
    name: '山田 花子',
    email: 'Hanako@Main.Example',
    password,
    groups: ['editor', 'viewer'],
  })
  expect(made.status, made.text).toBe(201)
  const { id, email, groups, status, etag } = made.body.data
  expect({ email, groups, status, etag }).toEqual({
    email: 'hanako@main.example',
    groups: ['editor', 'viewer'],
    status: 'active',
    etag: 1,
  })
  expect(made.text).not.toMatch(/argon|password/)
  for (const part of ['山田', 'HANAKO', 'main.exam'])
    expect((await owner(`${at}?search=${encodeURIComponent(part)}`)).text, part).toContain(id)
  const change = (ifMatch: number) =>
    owner(`${at}/${id}`, { method: 'PATCH', ifMatch, body: { name: '佐藤 花子' } })
  expect((await change(1)).body.data).toMatchObject({
    name: '佐藤 花子',
    groups: ['editor', 'viewer'],
    etag: 2,
  })
  expect((await change(1)).status).toBe(412)
  const hanako = await dozo.signIn(email)
  expect((await owner(`${at}/${id}`)).body.data.lastLoginAt).toBe(dozo.time.now.toISOString())
  expect((await owner(`${at}/${id}`, { method: 'DELETE', ifMatch: 2 })).status).toBe(204)
  expect((await hanako('/manage/v1/sessions/current')).status).toBe(401)
  expect((await owner(`${at}/${id}`)).status).toBe(404)
})

test('members of one group are listed alone', async () => {
  const viewer = (await add({ name: '見る人', email: 'sees@main.example', groups: ['viewer'] })).body.data.id
  const found = (await owner(`${at}?group=viewer&search=sees`)).body.data
  expect(found.map((one: { id: string }) => one.id)).toEqual([viewer])
  expect((await owner(`${at}?group=editor&search=sees`)).body.data).toEqual([])
})

test('an address belongs to one member of a site, whatever its case, and to another in another site', async () => {
  const body = { name: 'x', email: 'only@main.example', groups: [] }
  const { id } = (await add(body)).body.data
  expect(codes(await add({ ...body, email: 'ONLY@main.example' }))).toEqual([['/email', 'email_taken']])
  const other = (await add({ ...body, email: 'other@main.example' })).body.data.id
  const taken = await owner(`${at}/${other}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { email: 'Only@Main.example' },
  })
  expect(codes(taken)).toEqual([['/email', 'email_taken']])
  const same = await owner(`${at}/${id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { email: 'ONLY@main.example' },
  })
  expect(same.status).toBe(200)
  await dozo.makeSite('second')
  const there = await owner('/manage/v1/sites/second/members', { method: 'POST', body })
  expect(there.status).toBe(201)
})

test.each([
  ['short', 'password_too_short'],
  ['じゅうもじより短い', 'password_too_short'],
  ['aaaaaaaaaaaaaaaa', 'password_too_easy'],
  ['easy-to-guess@main.example', 'password_too_easy'],
  ['easy-to-guess', 'password_too_easy'],
])('the password %s is refused: %s', async (word, code) => {
  const answer = await add({ name: 'x', email: 'easy-to-guess@main.example', password: word, groups: [] })
  expect([answer.status, codes(answer)]).toEqual([422, [['/password', code]]])
})

test('a password in full-width letters is the same one in half-width', async () => {
  await add({
    name: 'w',
    email: 'wide@main.example',
    password: 'ＡＢＣＤＥ１２３４５ｘｙｚ',
    groups: ['viewer'],
  })
  const body = { site: 'main', email: 'wide@main.example', password: 'ABCDE12345xyz' }
  expect((await dozo.console('/manage/v1/sessions', { method: 'POST', body })).status).toBe(201)
})

test('a group that does not exist is named, and nobody is added', async () => {
  const answer = await add({ name: 'x', email: 'lost@main.example', groups: ['viewer', 'nosuch'] })
  expect(answer.body.errors[0]).toMatchObject({
    path: '/groups',
    code: 'group_unknown',
    params: { name: 'nosuch' },
  })
  expect((await owner(`${at}?search=lost@`)).body.data).toEqual([])
})

test('a suspended member is out at once and back when active again', async () => {
  const viewer = await dozo.member('pausing', ['viewer'])
  const set = (status: string) =>
    owner(`${at}/${viewer.id}`, { method: 'PATCH', ifMatch: '*', body: { status } })
  expect((await set('suspended')).status).toBe(200)
  expect((await viewer('/manage/v1/sessions/current')).status).toBe(401)
  expect((await set('active')).status).toBe(200)
  expect((await (await dozo.signIn(viewer.email))('/manage/v1/sessions/current')).status).toBe(200)
})

test('pages of members go on where the last one ended', async () => {
  const seen: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const page: Answer = await owner(`${at}?size=2${after ? `&after=${after}` : ''}`)
    seen.push(...page.body.data.map((one: { id: string }) => one.id))
    after = page.body.meta.page.next
  }
  const whole = (await owner(`${at}?size=200`)).body.data.map((one: { id: string }) => one.id)
  expect(seen).toEqual(whole)
  expect(whole.length).toBeGreaterThan(4)
  expect((await owner(`${at}?size=201`)).status).toBe(400)
})
