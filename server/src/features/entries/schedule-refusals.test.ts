// What a schedule is refused, at once or when its time has come, and who may not have one.
import sql from 'sql-template-tag'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  contentOf,
  definition,
  field,
  succeeded,
  words,
  wrongs,
  type Content,
} from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { inMs, runSchedules, schedules, schedulesOf, span } from '../../../test/scheduled.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('page', [
      field('text', 'title', { localized: true, required: true }),
      field('number', 'price'),
    ]),
  )
})
beforeEach(() => {
  dozo.time.now = new Date('2026-11-24T05:00:00Z')
})

const day = 86_400_000
const later = (ms: number) => inMs(dozo, ms)
const run = () => runSchedules(dozo)
const of = (id: string, status: string) => schedulesOf(owner, id, status)

test('what could not be published even now is refused at once, with the place', async () => {
  const { id } = await content.create('page', { price: 1 })
  const schedule = (more: object) => content.schedule(id, { action: 'publish', at: later(span), ...more })
  expect(wrongs(await schedule({}))).toEqual([['/values/title/ja', 'required']])
  await content.patch(id, { title: { ja: '題' } })
  expect(wrongs(await schedule({ version: 1 }))).toEqual([['/values/title/ja', 'required']])
  expect(wrongs(await schedule({ version: 9 }))).toEqual([['/version', 'version_missing']])
  expect(wrongs(await schedule({ locales: ['fr'] }))).toEqual([['/locales', 'locale_unknown']])
  expect(wrongs(await schedule({ at: later(0) }))).toEqual([['/at', 'schedule_past']])
  expect(wrongs(await schedule({ at: later(11 * 366 * day) }))).toEqual([['/at', 'schedule_far']])
  expect(wrongs(await schedule({ action: 'unpublish', version: 1 }))).toEqual([
    ['/version', 'schedule_no_version'],
  ])
  for (const bad of [{ at: 'tomorrow' }, { at: '2027-02-30T00:00:00Z' }, { action: 'erase' }, { who: 'x' }])
    expect((await schedule(bad)).status).toBe(422)
  expect((await schedule({ locales: ['ja'] })).status).toBe(201)
  expect((await schedule({})).body.code).toBe('schedule_exists')
  expect((await schedule({ locales: ['en'], version: 1 })).status).toBe(422)
})

test('what can no longer be published fails where it is seen: schedule, audit log and list of jobs', async () => {
  await content.define(definition('notice', [field('text', 'title'), field('text', 'body')]))
  const { id } = await content.create('notice', { title: '題' })
  await content.schedule(id, { action: 'publish', at: later(span) })
  await content.schedule(id, { action: 'unpublish', at: later(2 * span) })
  const fields = [field('text', 'title'), field('text', 'body', { required: true })]
  const changed = await owner(`${content.at}/content-types/notice`, {
    method: 'PUT',
    ifMatch: '*',
    body: definition('notice', fields),
  })
  expect(changed.status, changed.text).toBe(200)
  dozo.time.advance(2 * span)
  await run()
  const [late, early] = await of(id, 'failed')
  expect(early.errors).toEqual([{ path: '/values/body', code: 'required', message: expect.any(String) }])
  expect(late.errors[0].code).toBe('entry_not_live')
  expect((await content.get(id)).status).toBe('draft')
  const records = (await owner(`${content.at}/audit?action=entry.schedule_failed`)).body.data
  expect(records).toMatchObject([
    { subject: { id }, result: 'failed' },
    { subject: { id }, result: 'failed' },
  ])
  const jobs = (await owner(`${content.at}/jobs?state=dead`)).body.data
  expect(jobs.some((job: any) => job.lastError.includes('/values/body required'))).toBe(true)
})

test('a key that another entry has taken meanwhile keeps the version from going live', async () => {
  const { id } = await content.create('page', { title: { ja: '旧' } }, { key: 'taken' })
  await content.schedule(id, { action: 'publish', at: later(span) })
  await content.change(id, { key: 'moved' })
  await content.create('page', { title: { ja: '別' } }, { key: 'taken', publish: true })
  dozo.time.advance(span)
  await run()
  expect((await of(id, 'failed'))[0].errors).toMatchObject([{ path: '/key', code: 'key_taken' }])
})

test('what is deleted and taken back is still planned; what is due while it lies in the trash fails for all to see', async () => {
  const { id } = await content.create('page', { title: { ja: '往復' } })
  const first = succeeded(await content.schedule(id, { action: 'publish', at: later(span) }))
  const second = succeeded(await content.schedule(id, { action: 'unpublish', at: later(2 * span) }))
  await content.remove(id)
  expect((await schedules(owner)).filter((one) => one.entry.id === id)).toEqual([])
  dozo.time.advance(span)
  await run()
  const records = (await owner(`${content.at}/audit?action=entry.schedule_failed&size=100`)).body.data
  expect(records.find((one: { subject: { id: string } }) => one.subject.id === id)?.result).toBe('failed')
  await content.recover(id)
  expect((await of(id, 'failed'))[0]).toMatchObject({ id: first.id, errors: [{ code: 'entry_missing' }] })
  expect((await content.get(id)).schedules.map((one: { id: string }) => one.id)).toEqual([second.id])
  await content.remove(id)
  await owner(`${content.at}/trash/${id}`, { method: 'DELETE' })
  const left = await dozo.app.db.asOwner('test', (tx) =>
    tx.many(sql`select from entry_schedules where entry_id = ${id}`),
  )
  expect(left).toEqual([])
})

test('scheduling needs the right to publish this entry, and nothing is told of what may not be read', async () => {
  const { id } = await content.create('page', { title: { ja: '権限' } })
  const made = succeeded(await content.schedule(id, { action: 'publish', at: later(span) }))
  const member = async (name: string, grants: object[]) => {
    const group = { key: name, name: words(name), grants: [{ permission: 'console.enter' }, ...grants] }
    await owner(`${content.at}/groups`, { method: 'POST', body: group })
    return dozo.member(name, [name])
  }
  const own = ['entries.read', 'entries.create', 'entries.publish'].map((permission) => ({
    permission,
    own: true,
  }))
  const author = await member('author', own)
  const theirs = contentOf(author)
  expect((await theirs.schedule(id, { action: 'publish', at: later(2 * span) })).status).toBe(404)
  const one = `${content.at}/schedules/${made.id}`
  expect((await author(one)).status).toBe(404)
  expect((await author(one, { method: 'DELETE', ifMatch: '*' })).status).toBe(404)
  expect(succeeded(await author(`${content.at}/schedules`))).toEqual([])
  const mine = await theirs.create('page', { title: { ja: '自分' } })
  expect((await theirs.schedule(mine.id, { action: 'publish', at: later(2 * span) })).status).toBe(201)
  const reader = await member('reader', [{ permission: 'entries.read' }])
  expect((await contentOf(reader).schedule(id, { action: 'publish', at: later(9 * span) })).status).toBe(403)
  expect(succeeded(await reader(one)).id).toBe(made.id)
})

test('another site sees no schedule and cannot touch one', async () => {
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  const { id } = await content.create('page', { title: { ja: '壁' } })
  const made = succeeded(await content.schedule(id, { action: 'publish', at: later(span) }))
  const body = { action: 'publish', at: later(2 * span) }
  expect((await contentOf(stranger, 'other').schedule(id, body)).status).toBe(404)
  const one = `/manage/v1/sites/other/schedules/${made.id}`
  expect((await stranger(one)).status).toBe(404)
  expect((await stranger(one, { method: 'DELETE', ifMatch: '*' })).status).toBe(404)
  expect(succeeded(await stranger('/manage/v1/sites/other/schedules'))).toEqual([])
  expect((await of(id, 'waiting'))[0].id).toBe(made.id)
})
