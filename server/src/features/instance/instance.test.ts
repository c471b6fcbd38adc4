import { beforeEach, expect, test } from 'vitest'
import sql from 'sql-template-tag'
import * as instance from '#features/instance/service.ts'
import { password, useDozo } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/instance/setup'
const dayMs = 86_400_000
let token: string

beforeEach(async () => {
  await dozo.app.db.asOwner('test empties', (tx) => tx.run(sql`delete from members`))
  dozo.app.changes.mark(null)
  token = (await instance.newSetupLink(dozo.app))!.token
})

const show = (of: string) => dozo.console(`${at}?token=${of}`)
const complete = (body: object = {}) =>
  dozo.console(at, {
    method: 'POST',
    body: { token, name: '山田 太郎', email: 'taro@example.jp', password, ...body },
  })

test('the link says what it is for, makes the owner once, signs them in, and is over', async () => {
  expect((await dozo.console('/manage/v1/instance')).body.data).toMatchObject({ setUp: false })
  const shown = await show(token)
  expect(shown.body.data).toEqual({
    site: { key: 'main', name: 'Main' },
    expiresAt: new Date(dozo.time.now.getTime() + dayMs).toISOString(),
  })
  const made = await complete()
  expect(made.status).toBe(201)
  const cookie = String(made.headers['set-cookie']).split(';')[0]!
  const me = await dozo.console('/manage/v1/sites/main/members', { headers: { cookie } })
  expect(me.body.data).toMatchObject([{ email: 'taro@example.jp', groups: ['owner'] }])
  expect((await dozo.console('/manage/v1/instance')).body.data).toMatchObject({ setUp: true })
  expect([(await show(token)).status, (await complete()).status]).toEqual([404, 404])
  expect(await instance.newSetupLink(dozo.app)).toBeUndefined()
  const audit = await dozo.console('/manage/v1/sites/main/audit?action=instance.set_up', {
    headers: { cookie },
  })
  expect(audit.body.data).toMatchObject([{ actor: { kind: 'system' }, subject: { label: 'main' } }])
})

test('of two who use it at once one becomes the owner', async () => {
  const both = await Promise.all([complete(), complete({ email: 'hanako@example.jp' })])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 404])
})

test('after a day it is over; a new one takes the place of the old one', async () => {
  const fresh = (await instance.newSetupLink(dozo.app))!
  expect([(await show(token)).status, (await complete()).status]).toEqual([404, 404])
  expect((await show(fresh.token)).status).toBe(200)
  dozo.time.advance(dayMs)
  expect((await show(fresh.token)).status).toBe(404)
  expect((await complete({ token: fresh.token })).status).toBe(404)
})

test.each([
  [{ password: 'short' }, '/password'],
  [{ email: 'nobody' }, '/email'],
  [{ name: '' }, '/name'],
  [{ groups: ['owner'] }, '/groups'],
])('what is wrong is named, and the link still works: %j', async (body, path) => {
  const refused = await complete(body)
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, path])
  expect((await complete()).status).toBe(201)
})

test('a token is not in the database, and guesses all look the same', async () => {
  const rows = await dozo.app.db.asOwner('test looks', (tx) => tx.many(sql`select * from setup_links`))
  expect(JSON.stringify(rows)).not.toContain(token)
  for (const guess of ['', 'x', `${token}x`, token.slice(0, -1), 'x'.repeat(100)])
    expect((await show(guess)).status, guess).toBe(404)
  expect((await show('x'.repeat(101))).status).toBe(400)
})

test('guessing is slowed', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 40; i++) statuses.push((await complete({ token: `guess-${i}` })).status)
  expect(statuses[0]).toBe(404)
  const last = await complete({ token: 'guess' })
  expect([last.status, Number(last.headers['retry-after']) > 0]).toEqual([429, true])
  dozo.time.advance(3_600_000)
  expect((await complete()).status).toBe(201)
})
