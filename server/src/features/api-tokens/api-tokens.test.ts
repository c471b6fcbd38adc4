import { beforeAll, expect, test } from 'vitest'
import { asker, useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/api-tokens'
let owner: Ask & { id: string }
const expiresAt = '2027-01-31T00:00:00.000Z'

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
})

test('a token acts for the member who made it, within its scopes, and says when it was last used', async () => {
  const made = await owner(at, {
    method: 'POST',
    body: { name: 'CI', scopes: [{ permission: 'groups.read' }], expiresAt },
  })
  expect(made.status, made.text).toBe(201)
  const { token, ...line } = made.body.data
  expect(line).toMatchObject({
    name: 'CI',
    memberId: owner.id,
    memberName: 'owner',
    expiresAt,
    lastUsedAt: null,
  })
  expect(token.startsWith(line.prefix)).toBe(true)
  const ask = asker(dozo.consoleDoor, { authorization: `Bearer ${token}` })
  dozo.time.advance(60_000)
  expect((await ask('/manage/v1/sites/main/groups')).status).toBe(200)
  expect((await ask('/manage/v1/sites/main/members')).status).toBe(403)
  const [listed] = (await owner(at)).body.data
  expect(listed).toEqual({ ...line, lastUsedAt: dozo.time.now.toISOString() })
  const current = (await ask('/manage/v1/sessions/current')).body.data
  expect([current.member.id, current.expiresAt]).toEqual([owner.id, expiresAt])
})

test('a token needs no Origin, since no browser sends it by itself', async () => {
  const body = {
    name: 'w',
    scopes: [{ permission: 'groups.write' }, { permission: 'groups.read' }],
    expiresAt,
  }
  const { token } = (await owner(at, { method: 'POST', body })).body.data
  const ask = asker(dozo.consoleDoor, {
    authorization: `Bearer ${token}`,
    origin: 'https://elsewhere.example',
  })
  const group = { key: 'made', name: { ja: 'm', en: 'm' }, grants: [] }
  expect((await ask('/manage/v1/sites/main/groups', { method: 'POST', body: group })).status).toBe(201)
})

test('scopes name permissions that exist', async () => {
  const body = { name: 'x', scopes: [{ permission: 'entry.read' }], expiresAt }
  const answer = await owner(at, { method: 'POST', body })
  expect(answer.body.errors[0]).toMatchObject({ path: '/scopes/0/permission', code: 'permission_unknown' })
  expect((await owner(at, { method: 'POST', body: { ...body, scopes: [] } })).status).toBe(422)
})

test('making and revoking are in the audit log, without the token', async () => {
  dozo.time.advance(1)
  const body = { name: 'logged', scopes: [{ permission: 'groups.read' }], expiresAt }
  const { id, token } = (await owner(at, { method: 'POST', body })).body.data
  dozo.time.advance(1)
  expect((await owner(`${at}/${id}`, { method: 'DELETE' })).status).toBe(204)
  const log = await owner('/manage/v1/sites/main/audit?size=2')
  expect(
    log.body.data.map((one: { action: string; subject: { id: string } }) => [one.action, one.subject.id]),
  ).toEqual([
    ['api_token.revoked', id],
    ['api_token.created', id],
  ])
  expect(log.text).not.toContain(token)
})
