import { beforeAll, expect, test } from 'vitest'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/groups'
const name = { ja: '広報', en: 'Press' }
let owner: Ask

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
})

test('every site starts with owner, editor, viewer and member', async () => {
  const { body } = await owner(at)
  const builtin = body.data.filter((one: { builtin: boolean }) => one.builtin)
  expect(builtin.map((one: { key: string }) => one.key).sort()).toEqual([
    'editor',
    'member',
    'owner',
    'viewer',
  ])
  expect(body.data.find((one: { key: string }) => one.key === 'owner')).toMatchObject({
    grants: [{ permission: '*' }],
    members: 1,
  })
})

test('a group is made, changed with its version, and deleted when it is empty', async () => {
  const grants = [{ permission: 'entries.read' }, { permission: 'console.enter' }]
  const made = await owner(at, { method: 'POST', body: { key: 'press', name, grants } })
  expect([made.status, made.headers['etag'], made.body.data.members]).toEqual([201, '"1"', 0])
  expect((await owner(at, { method: 'POST', body: { key: 'press', name, grants } })).body.code).toBe(
    'group_exists',
  )
  const change = (ifMatch?: number) =>
    owner(`${at}/press`, { method: 'PUT', body: { name, grants: [] }, ...(ifMatch ? { ifMatch } : {}) })
  expect((await change()).status).toBe(428)
  const changed = await change(1)
  expect([changed.status, changed.body.data.grants, changed.body.data.etag]).toEqual([200, [], 2])
  const late = await change(1)
  expect([late.status, late.body.sent, late.body.current]).toEqual([412, 1, 2])
  const member = { name: 'in-press', email: 'in-press@main.example', groups: ['press'] }
  const { id } = (await owner('/manage/v1/sites/main/members', { method: 'POST', body: member })).body.data
  const used = await owner(`${at}/press`, { method: 'DELETE', ifMatch: '*' })
  expect([used.status, used.body.code]).toEqual([409, 'group_in_use'])
  await owner(`/manage/v1/sites/main/members/${id}`, { method: 'DELETE', ifMatch: '*' })
  expect((await owner(`${at}/press`, { method: 'DELETE', ifMatch: 2 })).status).toBe(204)
  expect((await owner(`${at}/press`)).status).toBe(404)
})

test('a permission that does not exist is named with the nearest one', async () => {
  const body = { key: 'typo', name, grants: [{ permission: 'entries.raed' }] }
  const answer = await owner(at, { method: 'POST', body })
  expect(answer.status).toBe(422)
  expect(answer.body.errors[0]).toMatchObject({
    path: '/grants/0/permission',
    code: 'permission_unknown',
    params: { nearest: 'entries.read' },
  })
})

test('only permissions on entries are given in part, and conditions must be filters', async () => {
  const send = async (grant: object) =>
    (await owner(at, { method: 'POST', body: { key: 'part', name, grants: [grant] } })).body.errors?.[0]
  for (const part of [{ types: ['a'] }, { own: true }, { fields: ['a'] }, { condition: { a: 'x' } }])
    expect((await send({ permission: 'members.read', ...part })).code).toBe('grant_not_narrowable')
  const wrong = await send({ permission: 'entries.read', condition: { title: { like: 'x' } } })
  expect(wrong).toMatchObject({ path: '/grants/0/condition/title/like', code: 'op_unknown' })
  expect(
    await send({ permission: 'entries.read', condition: { owner: { eq: { var: 'member.id' } } } }),
  ).toBeUndefined()
})

test('all permissions there are can be listed, with words in both languages', async () => {
  const { body } = await owner('/manage/v1/instance/permissions')
  expect(body.data.length).toBeGreaterThan(20)
  for (const { name: key, label } of body.data) expect([label.ja, label.en].every(Boolean), key).toBe(true)
})

test('a condition may be given on by who holds it, in whatever order its parts are written', async () => {
  const grant = { permission: 'entries.read', condition: { section: { eq: 'a' }, price: { gt: 1, lt: 9 } } }
  const grants = [{ permission: 'groups.write' }, { permission: 'console.enter' }, grant]
  await owner(at, { method: 'POST', body: { key: 'givers', name, grants } })
  const giver = await dozo.member('giver', ['givers'])
  const give = async (key: string, condition: object) =>
    (await giver(at, { method: 'POST', body: { key, name, grants: [{ ...grant, condition }] } })).status
  expect(await give('same', { price: { lt: 9, gt: 1 }, section: { eq: 'a' } })).toBe(201)
  expect(await give('wider', { section: { eq: 'a' } })).toBe(403)
})
