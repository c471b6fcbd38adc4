import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { untoldMs } from '#platform/tagged-cache.ts'
import { asker, useDozo, type Ask } from '../harness.ts'
import { furnish, inDays, tokenOf, type Things } from './world.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/left'
let own: Things
let owner: Ask & { id: string }
let manager: Ask & { id: string }

const name = { ja: 'g', en: 'g' }
const held = [
  { permission: 'console.enter' },
  { permission: 'members.read' },
  { permission: 'members.write' },
  { permission: 'groups.read' },
  { permission: 'groups.write' },
  { permission: 'entries.read', types: ['book_left'], fields: ['title'] },
  { permission: 'entries.update', types: ['book_left'], own: true },
  { permission: 'entries.delete', types: ['book_left'], condition: { memo: { eq: 'x' } } },
]

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
  const made = await owner(`${at}/groups`, { method: 'POST', body: { key: 'managers', name, grants: held } })
  expect(made.status, made.text).toBe(201)
  manager = await dozo.member('manager', ['managers'], 'left')
})

const send = async (ask: Ask, method: string, path: string, body?: unknown) =>
  (await ask(`${at}${path}`, { method, ifMatch: '*', ...(body === undefined ? {} : { body }) })).status
const member = (groups: string[], key: string) => ({ name: key, email: `${key}@left.example`, groups })

test('whoever manages members cannot make, become or harm someone stronger', async () => {
  for (const group of ['owner', 'editor'])
    expect(await send(manager, 'POST', '/members', member([group], `new-${group}`)), group).toBe(403)
  expect(await send(manager, 'POST', '/members', member(['member'], 'weak'))).toBe(201)
  expect(await send(manager, 'POST', '/members', member(['managers'], 'peer'))).toBe(201)
  for (const id of [manager.id, owner.id])
    for (const groups of [['owner'], ['managers', 'owner'], ['editor']])
      expect(await send(manager, 'PATCH', `/members/${id}`, { groups })).toBe(403)
  for (const body of [
    { email: 'mine@left.example' },
    { password: 'a brand new password' },
    { status: 'suspended' },
    { groups: [] },
    { name: 'x' },
  ])
    expect(await send(manager, 'PATCH', `/members/${owner.id}`, body), JSON.stringify(body)).toBe(403)
  expect(await send(manager, 'DELETE', `/members/${owner.id}`)).toBe(403)
  expect((await owner(`${at}/members/${owner.id}`)).body.data).toMatchObject({
    email: 'owner@left.example',
    status: 'active',
    groups: ['owner'],
  })
})

test('an owner’s sessions are ended by owners', async () => {
  const [session] = (await owner(`${at}/sessions`)).body.data
  expect(await send(manager, 'DELETE', `/sessions/${session.id}`)).toBe(403)
  expect((await owner('/manage/v1/sessions/current')).status).toBe(200)
})

const beyond: [string, object][] = [
  ['everything', { permission: '*' }],
  ['a permission one does not hold', { permission: 'apis.write' }],
  ['operating the instance', { permission: 'instance.operate' }],
  ['all types and fields', { permission: 'entries.read' }],
  ['all fields', { permission: 'entries.read', types: ['book_left'] }],
  ['one more field', { permission: 'entries.read', types: ['book_left'], fields: ['title', 'memo'] }],
  ['one more type', { permission: 'entries.read', types: ['book_left', 'shelf_left'], fields: ['title'] }],
  ['others’ entries', { permission: 'entries.update', types: ['book_left'] }],
  ['others’ entries, said aloud', { permission: 'entries.update', types: ['book_left'], own: false }],
  ['no condition', { permission: 'entries.delete', types: ['book_left'] }],
  [
    'another condition',
    { permission: 'entries.delete', types: ['book_left'], condition: { memo: { ne: 'x' } } },
  ],
]

test.each(beyond)('a group with %s is beyond the rights of who makes it', async (_what, grant) => {
  const body = { key: 'beyond', name, grants: [grant] }
  expect(await send(manager, 'POST', '/groups', body)).toBe(403)
  expect(await send(owner, 'POST', '/groups', { ...body, key: 'within' })).toBe(201)
  expect(await send(manager, 'PUT', '/groups/managers', { name, grants: [...held, grant] })).toBe(403)
  // A stronger group is neither changed, nor emptied, nor taken away, nor joined.
  expect(await send(manager, 'PUT', '/groups/within', { name, grants: [] })).toBe(403)
  expect(await send(manager, 'DELETE', '/groups/within')).toBe(403)
  expect(await send(manager, 'PATCH', `/members/${manager.id}`, { groups: ['managers', 'within'] })).toBe(403)
  expect(await send(owner, 'DELETE', '/groups/within')).toBe(204)
  expect(await send(manager, 'GET', '/groups/beyond')).toBe(404)
})

test('within one’s rights a group is made, and narrower is within', async () => {
  const grants = [
    { permission: 'entries.read', types: ['book_left'], fields: ['title'], own: true },
    { permission: 'entries.update', types: ['book_left'], own: true, fields: ['memo'] },
    { permission: 'entries.delete', types: ['book_left'], condition: { memo: { eq: 'x' } } },
  ]
  expect(await send(manager, 'POST', '/groups', { key: 'narrower', name, grants })).toBe(201)
})

test('two half rights are not one whole right', async () => {
  const halves = [
    { permission: 'console.enter' },
    { permission: 'groups.write' },
    { permission: 'entries.read', types: ['book_left'], fields: ['title'] },
    { permission: 'entries.read', types: ['shelf_left'], fields: ['name'] },
  ]
  expect(await send(owner, 'POST', '/groups', { key: 'halves', name, grants: halves })).toBe(201)
  const half = await dozo.member('half', ['halves'], 'left')
  const joined = { permission: 'entries.read', types: ['book_left', 'shelf_left'], fields: ['title', 'name'] }
  expect(await send(half, 'POST', '/groups', { key: 'joined', name, grants: [joined] })).toBe(403)
})

test('a site never loses its last owner, whichever way', async () => {
  for (const body of [{ groups: ['viewer'] }, { groups: [] }, { status: 'suspended' }])
    expect(await send(owner, 'PATCH', `/members/${owner.id}`, body)).toBe(409)
  expect(await send(owner, 'DELETE', `/members/${owner.id}`)).toBe(409)
  const second = await dozo.member('second', ['owner'], 'left')
  // Two who leave at the same moment: one stays.
  const both = await Promise.all([
    send(owner, 'PATCH', `/members/${owner.id}`, { groups: ['viewer'] }),
    send(second, 'PATCH', `/members/${second.id}`, { groups: ['viewer'] }),
  ])
  expect(both.toSorted((a, b) => a - b)).toEqual([200, 409])
  if (both[0] === 200) {
    expect(await send(second, 'PATCH', `/members/${owner.id}`, { groups: ['owner'] })).toBe(200)
  } else expect(await send(owner, 'DELETE', `/members/${second.id}`)).toBe(204)
})

test('rights that are taken away are gone with the next request', async () => {
  const fresh = await dozo.member('fresh', ['managers'], 'left')
  expect(await send(fresh, 'GET', '/members')).toBe(200)
  expect(await send(owner, 'PUT', '/groups/managers', { name, grants: held.slice(0, 1) })).toBe(200)
  expect(await send(fresh, 'GET', '/members')).toBe(403)
  expect(await send(owner, 'PUT', '/groups/managers', { name, grants: held })).toBe(200)
  expect(await send(fresh, 'GET', '/members')).toBe(200)
  expect(await send(owner, 'PATCH', `/members/${fresh.id}`, { groups: ['member'] })).toBe(200)
  expect(await send(fresh, 'GET', '/members')).toBe(404)
})

test('rights that were taken away by somebody who could tell nobody of it are gone after some seconds', async () => {
  const fresh = await dozo.member('untold', ['managers'], 'left')
  expect(await send(fresh, 'GET', '/members')).toBe(200)
  await dozo.app.db.asOwner('test', (tx) =>
    tx.run(sql`delete from member_groups where member_id = ${fresh.id}`),
  )
  dozo.time.advance(untoldMs)
  expect(await send(fresh, 'GET', '/members')).not.toBe(200)
})

test('built-in groups stay what they are, and their keys are taken', async () => {
  for (const key of ['owner', 'editor', 'viewer', 'member']) {
    expect(await send(owner, 'PUT', `/groups/${key}`, { name, grants: [{ permission: '*' }] })).toBe(409)
    expect(await send(owner, 'DELETE', `/groups/${key}`)).toBe(409)
    expect(await send(owner, 'POST', '/groups', { key, name, grants: [] })).toBe(409)
  }
})

test('a type that comes back under an old name brings no old grant and no old scope back', async () => {
  const type = { key: 'phoenix', name, kind: 'plain', fields: [{ key: 'text', type: 'text', name }] }
  expect(await send(owner, 'POST', '/content-types', type)).toBe(201)
  const grants = [
    { permission: 'console.enter' },
    { permission: 'entries.read', types: ['phoenix'] },
    { permission: 'entries.update', types: ['book_left', 'phoenix'] },
  ]
  expect(await send(owner, 'POST', '/groups', { key: 'ashes', name, grants })).toBe(201)
  const ashes = await dozo.member('ashes', ['ashes'], 'left')
  const token = await tokenOf(dozo, owner, 'left', 'content-types.read')
  const scoped = await owner(`${at}/api-tokens`, {
    method: 'POST',
    body: {
      name: 'x',
      scopes: [{ permission: 'entries.read', types: ['phoenix'] }],
      expiresAt: inDays(dozo, 1),
    },
  })
  const old = asker(dozo.consoleDoor, { authorization: `Bearer ${scoped.body.data.token}` })
  for (const ask of [ashes, old]) expect(await send(ask, 'GET', '/entries?type=phoenix')).toBe(200)
  expect(await send(owner, 'DELETE', '/content-types/phoenix')).toBe(204)
  expect(await send(owner, 'POST', '/content-types', type)).toBe(201)
  for (const ask of [ashes, old])
    expect([403, 404]).toContain(await send(ask, 'GET', '/entries?type=phoenix'))
  const group = await owner(`${at}/groups/ashes`)
  expect(group.body.data.grants).toEqual([grants[0], { permission: 'entries.update', types: [own.type] }])
  expect(await send(token, 'GET', '/content-types')).toBe(200)
})
