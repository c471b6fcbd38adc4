import { beforeAll, beforeEach, expect, test } from 'vitest'
import * as apis from '#features/apis/service.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import * as groups from '#features/groups/service.ts'
import { asker, password, useDozo, type Ask, type Request } from '../../../test/harness.ts'
import { furnish, type Things } from '../../../test/attacks/world.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/left'
const host = { host: 'left.localhost' }
let own: Things
let owner: Ask
const get = (path: string, request: Request = {}) =>
  dozo.site(`/api/${path}`, { ...request, headers: { ...host, ...request.headers } })

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
  const ctx = await dozo.system('left')
  await apis.create(ctx, { key: 'open', name: 'o', security: 'open', origins: ['https://a.example'] })
  await apis.create(ctx, { key: 'everyone', name: 'e', security: 'open', origins: ['*'] })
  await apis.create(ctx, { key: 'club', name: 'c', security: 'member', origins: ['https://a.example'] })
  const books = { type: own.type, cacheSeconds: 60 }
  for (const api of ['open', 'everyone', 'club'])
    await endpoints.create(ctx, api, { ...books, path: '/books', operation: 'entries.list' })
  await endpoints.create(ctx, 'open', { ...books, path: '/books/{id}', operation: 'entries.get' })
  await endpoints.create(ctx, 'open', {
    ...books,
    path: '/fresh',
    operation: 'entries.list',
    cacheSeconds: 0,
  })
  await endpoints.create(ctx, 'club', {
    ...books,
    path: '/mine',
    operation: 'entries.list',
    rights: 'caller',
  })
  await endpoints.create(ctx, 'club', { path: '/login', operation: 'sessions.login' })
})

beforeEach(() => dozo.app.changes.mark(null))

const create = async (values: object) =>
  (await owner(`${at}/entries`, { method: 'POST', body: { type: own.type, values } })).body.data.id as string
const publish = (id: string, body: object = {}) =>
  owner(`${at}/entries/${id}/publish`, { method: 'POST', ifMatch: '*', body })

test('readers of different rights never share an answer, readers of the same do', async () => {
  const ctx = await dozo.system('left')
  const grant = (fields: string[]) => [{ permission: 'entries.read', types: [own.type], fields }]
  const all = { ja: 'g', en: 'g' }
  await groups.create(ctx, { key: 'titles', name: all, grants: grant(['title']) })
  await groups.create(ctx, { key: 'memos', name: all, grants: grant(['title', 'memo']) })
  await groups.create(ctx, {
    key: 'own',
    name: all,
    grants: [{ permission: 'entries.read', types: [own.type], own: true }],
  })
  const reader = async (name: string, group: string): Promise<Ask> => {
    const made = await owner(`${at}/members`, {
      method: 'POST',
      body: { name, email: `${name}@left.example`, password, groups: [group] },
    })
    expect(made.status, made.text).toBe(201)
    const login = await get('club/login', {
      method: 'POST',
      body: { email: `${name}@left.example`, password },
    })
    return asker(dozo.siteDoor, { ...host, authorization: `Bearer ${login.body.data.token}` })
  }
  const [title, title2, memo, mine] = [
    await reader('t1', 'titles'),
    await reader('t2', 'titles'),
    await reader('m1', 'memos'),
    await reader('o1', 'own'),
  ]
  await owner(`${at}/entries/${own.entry}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { values: { memo: '覚え書き' } },
  })
  await publish(own.entry)
  const path = '/api/club/mine'
  expect((await memo(path)).text).toContain('覚え書き')
  expect((await title(path)).text).not.toContain('覚え書き')
  expect((await title(path)).headers['x-cache']).toBe('hit')
  expect((await title2(path)).headers['x-cache']).toBe('hit')
  expect((await mine(path)).body.data).toEqual([])
  expect((await memo(path)).text).toContain('覚え書き')
  expect((await dozo.site(path, { headers: host })).status).toBe(401)
  expect((await title(path)).headers['cache-control']).toBe('private, no-cache')
  expect((await title(path)).headers['surrogate-key']).toBeUndefined()
  await owner(`${at}/groups/memos`, {
    method: 'PUT',
    ifMatch: '*',
    body: { name: all, grants: grant(['title']) },
  })
  expect((await memo(path)).text).not.toContain('覚え書き')
})

test('a member who is moved to another group gets no answer kept for their old rights, personal or not', async () => {
  const grant = (fields: string[]) => [{ permission: 'entries.read', types: [own.type], fields, condition }]
  const condition = { or: [{ memo: { exists: true } }, { title: { eq: { var: 'member.id' } } }] }
  const name = { ja: 'g', en: 'g' }
  const body = (fields: string[], key: string) => ({ key, name, grants: grant(fields) })
  const groupsPath = `${at}/groups`
  for (const [fields, key] of [
    [['title', 'memo'], 'wide'],
    [['title'], 'small'],
  ] as const) {
    const made = await owner(groupsPath, { method: 'POST', body: body([...fields], key) })
    expect(made.status, made.text).toBe(201)
  }
  const made = await owner(`${at}/members`, {
    method: 'POST',
    body: { name: 'p', email: 'p@left.example', password, groups: ['wide'] },
  })
  const login = await get('club/login', { method: 'POST', body: { email: 'p@left.example', password } })
  const authorization = `Bearer ${login.body.data.token}`
  const read = () => get('club/mine', { headers: { authorization } })
  expect((await read()).body.data[0]).toHaveProperty('memo')
  expect((await read()).headers['x-cache']).toBe('hit')
  const moved = await owner(`${at}/members/${made.body.data.id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { groups: ['small'] },
  })
  expect(moved.status).toBe(200)
  const after = await read()
  expect(after.body.data.every((one: object) => !('memo' in one))).toBe(true)
})

test('rights that speak of the time are looked at each time', async () => {
  const condition = { at: { lte: { var: 'now' } } }
  const grants = [{ permission: 'entries.read', types: [own.type], condition }]
  const group = { key: 'punctual', name: { ja: 'g', en: 'g' }, grants }
  expect((await owner(`${at}/groups`, { method: 'POST', body: group })).status).toBe(201)
  const member = { name: 'n', email: 'n@left.example', password, groups: ['punctual'] }
  await owner(`${at}/members`, { method: 'POST', body: member })
  const login = await get('club/login', { method: 'POST', body: { email: 'n@left.example', password } })
  const read = () => get('club/mine', { headers: { authorization: `Bearer ${login.body.data.token}` } })
  const soon = new Date(dozo.time.now.getTime() + 5000).toISOString()
  await publish(await create({ title: { ja: '時' }, slug: 'punctual', at: soon }))
  expect((await read()).body.data).toEqual([])
  dozo.time.advance(5000)
  expect((await read()).body.data).toHaveLength(1)
})
