import sql from 'sql-template-tag'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, wrongs, type Content } from '../../../test/content.ts'
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
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/pages/{id}', operation: 'entries.get', type: 'page', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})
beforeEach(() => {
  dozo.time.now = new Date('2026-11-24T05:00:00Z')
})

const day = 86_400_000
const later = (ms: number) => inMs(dozo, ms)
const run = () => runSchedules(dozo)
const read = async (id: string, locale = 'ja') => {
  const { status, body } = await dozo.site(`/api/out/pages/${id}?locale=${locale}&fallback=none`)
  return status === 200 ? body.data : status
}
const listed = (query = '') => schedules(owner, query)
const of = (id: string, status: string) => schedulesOf(owner, id, status)
async function at(moment: string) {
  dozo.time.now = new Date(moment)
  await run()
}

test('the next version of a public entry waits for its time while a third is being written', async () => {
  const { id } = await content.create('page', { title: { ja: '一' }, price: 1 }, { publish: true })
  await content.patch(id, { price: 2 })
  const made = succeeded(await content.schedule(id, { action: 'publish', at: later(span) }))
  expect(made).toMatchObject({ action: 'publish', version: 2, locales: null, status: 'waiting' })
  await content.patch(id, { price: 3 })
  expect((await content.get(id)).schedules).toMatchObject([{ id: made.id, version: 2, at: later(span) }])
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
  await content.schedule(id, { action: 'publish', at: later(span) })
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
  await content.schedule(id, { action: 'publish', at: later(span) })
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
  await content.schedule(id, { action: 'publish', at: later(span), locales: ['ja'] })
  await content.schedule(id, { action: 'publish', at: later(2 * span), locales: ['en'] })
  await content.schedule(id, { action: 'unpublish', at: later(3 * span), locales: ['ja'] })
  await content.schedule(id, { action: 'unpublish', at: later(4 * span) })
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
  await content.publish(id, { from: later(10 * span), until: later(20 * span) })
  await content.schedule(id, { action: 'publish', at: later(span) })
  await content.schedule(id, { action: 'publish', at: later(30 * span) })
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
  const made = succeeded(await content.schedule(id, { action: 'publish', at: later(span) }))
  const one = `${content.at}/schedules/${made.id}`
  expect((await owner(one, { method: 'PATCH', body: { at: later(2 * span) } })).status).toBe(428)
  const change = { at: later(2 * span), version: 1 }
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
  const other = succeeded(await content.schedule(id, { action: 'unpublish', at: later(span) }))
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
    await content.schedule(id, { action: 'publish', at: later([3, 1, 2][n]! * span) })
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

test('a version with a computed text and a counter goes live with the text as it follows, and the count as it is', async () => {
  await content.define(
    definition('shown', [
      field('text', 'name'),
      field('computed', 'label', { template: '「{name}」' }),
      field('counter', 'hits'),
    ]),
  )
  const { id } = await content.create('shown', { name: '初' })
  succeeded(await content.schedule(id, { action: 'publish', at: later(span) }))
  await content.patch(id, { name: '次' })
  dozo.time.advance(span)
  await run()
  expect(await of(id, 'failed')).toEqual([])
  expect((await content.get(id)).live).toMatchObject({ name: '初', label: '「初」' })
})
