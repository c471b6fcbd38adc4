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
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/pages/{id}', operation: 'entries.get', type: 'page', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})
beforeEach(() => {
  dozo.time.now = new Date('2026-11-24T05:00:00Z')
})

/** Shorter than a session may be idle. */
const span = 600_000
const day = 86_400_000
const inMs = (ms: number) => new Date(dozo.time.now.getTime() + ms).toISOString()
const read = async (id: string, locale = 'ja') => {
  const { status, body } = await dozo.site(`/api/out/pages/${id}?locale=${locale}&fallback=none`)
  return status === 200 ? body.data : status
}
const listed = async (query = ''): Promise<any[]> => succeeded(await owner(`${content.at}/schedules${query}`))
const of = async (id: string, status: string) => listed(`?status=${status}&entry=${id}`)

/** The job, through the queue, at the time that it is for the features. */
async function run() {
  const ctx = await dozo.system()
  await ctx.tx((tx) => dozo.app.jobs.add(tx, 'entries.run-schedules', {}))
  await dozo.settled()
}
async function at(moment: string) {
  dozo.time.now = new Date(moment)
  await run()
}

test('the next version of a public entry waits for its time while a third is being written', async () => {
  const { id } = await content.create('page', { title: { ja: '一' }, price: 1 }, { publish: true })
  await content.patch(id, { price: 2 })
  const made = succeeded(await content.schedule(id, { action: 'publish', at: inMs(span) }))
  expect(made).toMatchObject({ action: 'publish', version: 2, locales: null, status: 'waiting' })
  await content.patch(id, { price: 3 })
  expect((await content.get(id)).schedules).toMatchObject([{ id: made.id, version: 2, at: inMs(span) }])
  expect((await content.list('type=page'))[0].schedules).toHaveLength(1)
  await run()
  expect((await read(id)).price).toBe(1)
  dozo.time.advance(span - 1)
  await run()
  expect((await read(id)).price).toBe(1)
  dozo.time.advance(1)
  await run()
  expect(await read(id)).toMatchObject({ price: 2, version: 2 })
  expect(await content.get(id)).toMatchObject({
    status: 'changed',
    version: 3,
    liveVersion: 2,
    schedules: [],
    values: { price: 3 },
  })
})

test('done once, however often and by however many jobs at the same time it is run', async () => {
  const { id } = await content.create('page', { title: { ja: '一度' } })
  await content.schedule(id, { action: 'publish', at: inMs(span) })
  dozo.time.advance(2 * span)
  const ctx = await dozo.system()
  await ctx.tx(async (tx) => {
    for (let n = 0; n < 6; n++) await dozo.app.jobs.add(tx, 'entries.run-schedules', { n })
  })
  await dozo.settled()
  await run()
  const records = (await owner(`${content.at}/audit?action=entry.published&size=100`)).body.data
  expect(records.filter((one: { subject: { id: string } }) => one.subject.id === id)).toHaveLength(1)
  expect((await of(id, 'done'))[0]).toMatchObject({ endedAt: dozo.time.now.toISOString(), errors: [] })
})

test('what nothing ran for is found by the job of every minute', async () => {
  const { id } = await content.create('page', { title: { ja: '停止中' } })
  await content.schedule(id, { action: 'publish', at: inMs(span) })
  await dozo.settled()
  dozo.time.advance(3 * day)
  await dozo.app.db.asOwner('test', (tx) =>
    tx.run(sql`select graphile_worker.add_job('entries.find-due-schedules', '{}'::json)`),
  )
  await dozo.settled()
  expect(await read(id)).toMatchObject({ title: '停止中' })
})

test('languages come and go each at its own time', async () => {
  const { id } = await content.create('page', { title: { ja: '日', en: 'en' } })
  expect((await content.get(id)).languages).toEqual({ ja: 'draft', en: 'draft' })
  await content.schedule(id, { action: 'publish', at: inMs(span), locales: ['ja'] })
  await content.schedule(id, { action: 'publish', at: inMs(2 * span), locales: ['en'] })
  await content.schedule(id, { action: 'unpublish', at: inMs(3 * span), locales: ['ja'] })
  await content.schedule(id, { action: 'unpublish', at: inMs(4 * span) })
  const seen: unknown[] = []
  for (let n = 0; n < 5; n++) {
    const [ja, en] = [await read(id, 'ja'), await read(id, 'en')]
    seen.push([ja.title ?? ja, en.title ?? en])
    dozo.time.advance(span)
    await run()
  }
  expect(seen).toEqual([
    [404, 404],
    ['日', 404],
    ['日', 'en'],
    [404, 'en'],
    [404, 404],
  ])
  expect((await content.get(id)).status).toBe('draft')
})

test('each language says whether readers have it as it is written', async () => {
  const { id } = await content.create('page', { title: { ja: '日', en: 'en' } })
  const languages = async () => (await content.get(id)).languages
  await content.publish(id, { locales: ['ja'] })
  expect(await languages()).toEqual({ ja: 'live', en: 'draft' })
  await content.publish(id)
  await content.patch(id, { title: { en: 'new' } })
  expect(await languages()).toEqual({ ja: 'live', en: 'changed' })
  await content.patch(id, { price: 7 })
  expect(await languages()).toEqual({ ja: 'changed', en: 'changed' })
  expect((await content.unpublish(id, '?locales=en')).body.data.locales).toEqual(['ja'])
  await content.patch(id, { title: { en: null } })
  expect(await languages()).toEqual({ ja: 'changed', en: 'empty' })
  expect((await content.unpublish(id, '?locales=en')).body.code).toBe('entry_not_live')
  expect(wrongs(await content.unpublish(id, '?locales=fr'))).toEqual([['/locales', 'locale_unknown']])
})

test.each([
  ['midnight in Tokyo', '2026-11-24T14:59:59.999Z', '2026-11-24T15:00:00.000Z'],
  ['the end of February', '2027-02-28T14:59:59.999Z', '2027-02-28T15:00:00.000Z'],
  ['the end of a leap February', '2028-02-29T14:59:59.999Z', '2028-02-29T15:00:00.000Z'],
  ['the last day of April', '2027-04-30T14:59:59.999Z', '2027-04-30T15:00:00.000Z'],
  ['the turn of the year', '2026-12-31T14:59:59.999Z', '2026-12-31T15:00:00.000Z'],
])('across %s: not a millisecond early, and the end where the next begins', async (_name, before, moment) => {
  const { id } = await content.create('page', { title: { ja: '旧' } }, { publish: true })
  await content.patch(id, { title: { ja: '新' } })
  await content.schedule(id, { action: 'publish', at: moment })
  await at(before)
  expect((await read(id)).title).toBe('旧')
  await at(moment)
  expect((await read(id)).title).toBe('新')
})

test('the time may be said with any offset, and the list tells the zone of the site', async () => {
  const { id } = await content.create('page', { title: { ja: '時差' } })
  const made = succeeded(await content.schedule(id, { action: 'publish', at: '2026-12-01T09:00:00+09:00' }))
  expect(made.at).toBe('2026-12-01T00:00:00.000Z')
  const { body } = await owner(`${content.at}/schedules?entry=${id}`)
  expect(body.meta).toEqual({ page: { size: 50, next: null }, timeZone: 'Asia/Tokyo' })
})

test('a window that was over, or not begun, does not hide what appears now', async () => {
  const { id } = await content.create('page', { title: { ja: '窓' } })
  await content.publish(id, { from: inMs(10 * span), until: inMs(20 * span) })
  await content.schedule(id, { action: 'publish', at: inMs(span) })
  await content.schedule(id, { action: 'publish', at: inMs(30 * span) })
  dozo.time.advance(span)
  await run()
  expect((await read(id)).title).toBe('窓')
  dozo.time.advance(29 * span)
  expect(await read(id)).toBe(404)
  await run()
  expect((await read(id)).title).toBe('窓')
})

test('moved to another time or version, and cancelled, until it is done', async () => {
  const { id } = await content.create('page', { title: { ja: '変更' }, price: 1 })
  await content.patch(id, { price: 2 })
  const made = succeeded(await content.schedule(id, { action: 'publish', at: inMs(span) }))
  const one = `${content.at}/schedules/${made.id}`
  expect((await owner(one, { method: 'PATCH', body: { at: inMs(2 * span) } })).status).toBe(428)
  const change = { at: inMs(2 * span), version: 1 }
  const moved = await owner(one, { method: 'PATCH', ifMatch: made.etag, body: change })
  expect(moved.body.data).toMatchObject({ ...change, etag: 2 })
  expect((await owner(one, { method: 'DELETE', ifMatch: made.etag })).status).toBe(412)
  dozo.time.advance(span)
  await run()
  expect(await read(id)).toBe(404)
  dozo.time.advance(span)
  await run()
  expect((await read(id)).price).toBe(1)
  expect((await owner(one, { method: 'DELETE', ifMatch: '*' })).body.code).toBe('schedule_over')
  const other = succeeded(await content.schedule(id, { action: 'unpublish', at: inMs(span) }))
  const gone = await owner(`${content.at}/schedules/${other.id}`, { method: 'DELETE', ifMatch: '*' })
  expect(gone.status).toBe(204)
  dozo.time.advance(2 * span)
  await run()
  expect((await read(id)).price).toBe(1)
})

test('what comes next is listed page by page, what is done newest first', async () => {
  await content.define(definition('memo', [field('text', 'title')]))
  const ids: string[] = []
  for (const title of ['c', 'a', 'b']) ids.push((await content.create('memo', { title })).id)
  for (const [n, id] of ids.entries())
    await content.schedule(id, { action: 'publish', at: inMs([3, 1, 2][n]! * span) })
  const titles = (rows: any[]) => rows.map((row) => row.entry.title)
  const first = await owner(`${content.at}/schedules?type=memo&size=2`)
  expect(titles(first.body.data)).toEqual(['a', 'b'])
  const rest = await listed(`?type=memo&size=2&after=${first.body.meta.page.next}`)
  expect(titles(rest)).toEqual(['c'])
  expect((await owner(`${content.at}/schedules?after=x`)).status).toBe(400)
  dozo.time.advance(5 * span)
  await run()
  expect(titles(await listed('?type=memo&status=done'))).toEqual(['c', 'b', 'a'])
})

test('what could not be published even now is refused at once, with the place', async () => {
  const { id } = await content.create('page', { price: 1 })
  const schedule = (more: object) => content.schedule(id, { action: 'publish', at: inMs(span), ...more })
  expect(wrongs(await schedule({}))).toEqual([['/values/title/ja', 'required']])
  await content.patch(id, { title: { ja: '題' } })
  expect(wrongs(await schedule({ version: 1 }))).toEqual([['/values/title/ja', 'required']])
  expect(wrongs(await schedule({ version: 9 }))).toEqual([['/version', 'version_missing']])
  expect(wrongs(await schedule({ locales: ['fr'] }))).toEqual([['/locales', 'locale_unknown']])
  expect(wrongs(await schedule({ at: inMs(0) }))).toEqual([['/at', 'schedule_past']])
  expect(wrongs(await schedule({ at: inMs(11 * 366 * day) }))).toEqual([['/at', 'schedule_far']])
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
  await content.schedule(id, { action: 'publish', at: inMs(span) })
  await content.schedule(id, { action: 'unpublish', at: inMs(2 * span) })
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
  await content.schedule(id, { action: 'publish', at: inMs(span) })
  await content.change(id, { key: 'moved' })
  await content.create('page', { title: { ja: '別' } }, { key: 'taken', publish: true })
  dozo.time.advance(span)
  await run()
  expect((await of(id, 'failed'))[0].errors).toMatchObject([{ path: '/key', code: 'key_taken' }])
})

test('scheduling needs the right to publish this entry, and nothing is told of what may not be read', async () => {
  const { id } = await content.create('page', { title: { ja: '権限' } })
  const made = succeeded(await content.schedule(id, { action: 'publish', at: inMs(span) }))
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
  expect((await theirs.schedule(id, { action: 'publish', at: inMs(2 * span) })).status).toBe(404)
  const one = `${content.at}/schedules/${made.id}`
  expect((await author(one)).status).toBe(404)
  expect((await author(one, { method: 'DELETE', ifMatch: '*' })).status).toBe(404)
  expect(succeeded(await author(`${content.at}/schedules`))).toEqual([])
  const mine = await theirs.create('page', { title: { ja: '自分' } })
  expect((await theirs.schedule(mine.id, { action: 'publish', at: inMs(2 * span) })).status).toBe(201)
  const reader = await member('reader', [{ permission: 'entries.read' }])
  expect((await contentOf(reader).schedule(id, { action: 'publish', at: inMs(9 * span) })).status).toBe(403)
  expect(succeeded(await reader(one)).id).toBe(made.id)
})

test('another site sees no schedule and cannot touch one', async () => {
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  const { id } = await content.create('page', { title: { ja: '壁' } })
  const made = succeeded(await content.schedule(id, { action: 'publish', at: inMs(span) }))
  const body = { action: 'publish', at: inMs(2 * span) }
  expect((await contentOf(stranger, 'other').schedule(id, body)).status).toBe(404)
  const one = `/manage/v1/sites/other/schedules/${made.id}`
  expect((await stranger(one)).status).toBe(404)
  expect((await stranger(one, { method: 'DELETE', ifMatch: '*' })).status).toBe(404)
  expect(succeeded(await stranger('/manage/v1/sites/other/schedules'))).toEqual([])
  expect((await of(id, 'waiting'))[0].id).toBe(made.id)
})

test('a version with a computed text and a counter goes live with the text as it follows, and the count as it is', async () => {
  await content.define(
    definition('shown', [
      field('text', 'name'),
      field('computed', 'label', { template: '「{name}」' }),
      field('counter', 'hits'),
    ]),
  )
  const { id } = await content.create('shown', { name: '初' })
  succeeded(await content.schedule(id, { action: 'publish', at: inMs(span) }))
  await content.patch(id, { name: '次' })
  dozo.time.advance(span)
  await run()
  expect(await of(id, 'failed')).toEqual([])
  expect((await content.get(id)).live).toMatchObject({ name: '初', label: '「初」' })
})

test('what is deleted and taken back is still planned; what is due while it lies in the trash fails for all to see', async () => {
  const { id } = await content.create('page', { title: { ja: '往復' } })
  const first = succeeded(await content.schedule(id, { action: 'publish', at: inMs(span) }))
  const second = succeeded(await content.schedule(id, { action: 'unpublish', at: inMs(2 * span) }))
  await content.remove(id)
  expect((await listed()).filter((one) => one.entry.id === id)).toEqual([])
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
