// The clock of the machine jumps: a laptop wakes up, a virtual machine is restored, somebody corrects the time.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { contentOf, definition, field, type Content } from '../content.ts'
import { password, useDozo, type Ask } from '../harness.ts'
import { imported } from '../imported.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main'
const hourMs = 3_600_000
const start = new Date('2026-11-24T05:00:00Z')
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('note', [field('text', 'name')]))
  await owner(`${at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = {
    path: '/notes',
    operation: 'entries.list',
    type: 'note',
    cacheSeconds: 60,
    sort: 'number',
  }
  await owner(`${at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})
beforeEach(async () => {
  dozo.time.now = start
  owner = await dozo.signIn('owner@main.example')
  content = contentOf(owner)
})

const names = async () =>
  (await dozo.site('/api/out/notes')).body.data.map((one: { name: string }) => one.name)

test('ahead past its end a session is over and one signs in again; back again nothing opens by itself', async () => {
  dozo.time.advance(48 * hourMs)
  expect((await owner(`${at}/entries?type=note`)).status).toBe(401)
  const again = await dozo.signIn('owner@main.example')
  expect((await again(`${at}/entries?type=note`)).status).toBe(200)
})

test('set back by hours a session goes on, and its end is still where it was', async () => {
  dozo.time.advance(-5 * hourMs)
  expect((await owner(`${at}/entries?type=note`)).status).toBe(200)
  dozo.time.advance(5 * hourMs)
  for (let hour = 0; hour < 24; hour++) {
    expect((await owner(`${at}/entries?type=note`)).status, String(hour)).toBe(200)
    dozo.time.advance(hourMs)
  }
  expect((await owner(`${at}/entries?type=note`)).status).toBe(401)
})

test('windows follow the clock in both directions, also where an answer was kept', async () => {
  const { id } = await content.create('note', { name: '窓' })
  const inMs = (ms: number) => new Date(start.getTime() + ms).toISOString()
  await content.publish(id, { from: inMs(hourMs), until: inMs(3 * hourMs) })
  const seen = async (ms: number) => {
    dozo.time.now = new Date(start.getTime() + ms)
    return (await names()).includes('窓')
  }
  const asked = [0, 2, 1, 0, -30, 2, 3, 2].map((hour) => hour * hourMs)
  const answers: boolean[] = []
  for (const ms of asked) answers.push(await seen(ms), await seen(ms))
  expect(answers.filter((_, i) => i % 2 === 0)).toEqual([false, true, true, false, false, true, false, true])
  expect(answers.filter((_, i) => i % 2 === 1)).toEqual([false, true, true, false, false, true, false, true])
  dozo.time.now = start
  await content.remove(id)
})

test('jobs that are due at once run at once, however far ahead or behind the database’s clock ours is', async () => {
  for (const hours of [240, -240]) {
    dozo.time.now = new Date(start.getTime() + hours * hourMs)
    owner = await dozo.signIn('owner@main.example')
    const run = await imported(owner, 'note', [{ key: `job${hours}`, name: 'x' }])
    expect([hours, run.status, run.created]).toEqual([hours, 'done', 1])
    await contentOf(owner).remove(
      (await contentOf(owner).list(`type=note&filter[key][eq]=job${hours}`))[0].id,
    )
  }
})

test('ids and cursors hold: nothing is skipped or told twice while the clock goes back between pages', async () => {
  const made: string[] = []
  for (const step of [0, -2 * hourMs, hourMs, -5 * hourMs, 2 * hourMs, 0]) {
    dozo.time.now = new Date(start.getTime() + step)
    for (let i = 0; i < 2; i++) made.push((await content.create('note', { name: `n${made.length}` })).id)
  }
  expect(new Set(made).size).toBe(12)
  for (const sort of ['createdAt', '-updatedAt', 'id', '-number']) {
    const seen: string[] = []
    let after = ''
    for (let page = 0; page < 10 && after !== null; page++) {
      dozo.time.advance(page % 2 === 0 ? -hourMs : hourMs)
      const query = `type=note&sort=${sort}&page[size]=5${after ? `&page[after]=${after}` : ''}`
      const { body } = await owner(`${at}/entries?${query}`)
      seen.push(...body.data.map((one: { id: string }) => one.id))
      after = body.meta.page.next
    }
    expect(seen.toSorted(), sort).toEqual(made.toSorted())
  }
  for (const id of made) await content.remove(id)
})

test('saving and publishing work on both sides of a jump, and the newest save is the newest version', async () => {
  const { id } = await content.create('note', { name: '一' }, { publish: true })
  dozo.time.advance(-3 * hourMs)
  expect((await content.patch(id, { name: '二' })).status).toBe(200)
  expect((await content.publish(id)).body.data).toMatchObject({ liveVersion: 2, status: 'live' })
  expect(await names()).toEqual(['二'])
  const versions = (await owner(`${at}/entries/${id}/versions`)).body.data
  expect(versions.map((one: { version: number }) => one.version)).toEqual([2, 1])
  await content.remove(id)
})

test('the audit chain holds over jumps in both directions', async () => {
  for (const hours of [0, -100, 50, -1, 100]) {
    dozo.time.now = new Date(start.getTime() + hours * hourMs)
    const who = await dozo.signIn('owner@main.example')
    const { id } = await contentOf(who).create('note', { name: `${hours}` })
    await contentOf(who).remove(id)
    await dozo.settled()
  }
  dozo.time.now = start
  owner = await dozo.signIn('owner@main.example')
  await dozo.settled()
  const { body } = await owner(`${at}/audit/verify`, { method: 'POST' })
  expect(body.data).toMatchObject({ ok: true, waiting: 0 })
  expect(body.data.records).toBeGreaterThan(10)
})

test('a pause after wrong passwords does not become a day’s when the clock is set back', async () => {
  const member = await dozo.member('forgetful', ['viewer'])
  const signIn = (secret: string) =>
    dozo.console('/manage/v1/sessions', {
      method: 'POST',
      body: { site: 'main', email: member.email, password: secret },
    })
  for (let i = 0; i < 8; i++) await signIn('wrong wrong wrong')
  expect((await signIn(password)).status).toBe(429)
  dozo.time.advance(-24 * hourMs)
  expect((await signIn(password)).status).toBe(201)
})
