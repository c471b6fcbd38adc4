import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
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
      field('text', 'lead', { localized: true }),
      field('number', 'price'),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const read = { type: 'page', cacheSeconds: 60 }
  for (const endpoint of [
    { ...read, path: '/pages', operation: 'entries.list' },
    { ...read, path: '/pages/{id}', operation: 'entries.get' },
  ])
    await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

const inMs = (ms: number) => new Date(dozo.time.now.getTime() + ms).toISOString()
const read = async (id: string, locale = 'ja') =>
  dozo.site(`/api/out/pages/${id}?locale=${locale}&fallback=none`)

test('readers see the live copy: saving changes nothing for them, publishing does, unpublishing takes it away', async () => {
  const { id, status } = await content.create('page', { title: { ja: '一' }, price: 1 })
  expect(status).toBe('draft')
  expect((await read(id)).status).toBe(404)
  const first = (await content.publish(id)).body.data
  expect(first).toMatchObject({ status: 'live', liveVersion: 1, locales: ['ja'], live: { price: 1 } })
  const saved = (await content.patch(id, { price: 2 })).body.data
  expect(saved).toMatchObject({
    status: 'changed',
    version: 2,
    liveVersion: 1,
    publishedAt: first.publishedAt,
  })
  expect((await read(id)).body.data.price).toBe(1)
  await content.publish(id)
  expect((await read(id)).body.data).toMatchObject({ price: 2, version: 2 })
  expect((await content.unpublish(id)).body.data).toMatchObject({ status: 'draft', live: null, locales: [] })
  expect((await read(id)).status).toBe(404)
  expect((await content.unpublish(id)).body.code).toBe('entry_not_live')
})

test('one language is published and changed without the others, shared fields with any of them', async () => {
  const { id } = await content.create('page', { title: { ja: '日', en: 'en' }, price: 1 })
  expect((await content.publish(id, { locales: ['ja'] })).body.data.locales).toEqual(['ja'])
  expect((await read(id, 'en')).status).toBe(404)
  await content.publish(id, { locales: ['en'] })
  await content.patch(id, { title: { en: 'new' } })
  expect((await content.get(id)).values.title).toEqual({ ja: '日', en: 'new' })
  await content.patch(id, { title: { ja: '新' }, price: 5 })
  await content.publish(id, { locales: ['en'] })
  expect((await read(id, 'ja')).body.data).toMatchObject({ title: '日', price: 5 })
  expect((await read(id, 'en')).body.data).toMatchObject({ title: 'new', price: 5 })
  expect((await content.get(id)).status).toBe('changed')
})

test('a language that was emptied goes when it is published, and only that one', async () => {
  const { id } = await content.create('page', {
    title: { ja: '日', en: 'en' },
    lead: { ja: '前', en: 'lead' },
  })
  await content.publish(id)
  await content.patch(id, { lead: { en: null } })
  await content.publish(id, { locales: ['en'] })
  expect((await read(id, 'en')).body.data.lead).toBeNull()
  expect((await read(id, 'ja')).body.data.lead).toBe('前')
})

test('what is published is complete in the languages that are, and the missing place is named', async () => {
  const { id } = await content.create('page', { lead: { en: 'only a lead' } })
  expect(wrongs(await content.publish(id))).toEqual([['/values/title/en', 'required']])
  expect(wrongs(await content.publish(id, { locales: ['ja'] }))).toEqual([['/values/title/ja', 'required']])
  expect(wrongs(await content.publish(id, { locales: ['fr'] }))).toEqual([['/locales', 'locale_unknown']])
  expect((await content.get(id)).status).toBe('draft')
})

test('a window that is empty is refused, also with an end before the start that was set earlier', async () => {
  const { id } = await content.create('page', { title: { ja: '窓' } })
  const refused = [['/until', 'window_empty']]
  expect(wrongs(await content.publish(id, { from: inMs(2000), until: inMs(1000) }))).toEqual(refused)
  expect((await content.publish(id, { from: inMs(60_000) })).status).toBe(200)
  expect(wrongs(await content.publish(id, { until: inMs(30_000) }))).toEqual(refused)
  const kept = (await content.publish(id, { until: inMs(90_000) })).body.data
  expect([kept.liveFrom, kept.liveUntil]).toEqual([inMs(60_000), inMs(90_000)])
  expect((await content.publish(id, { from: null, until: null })).body.data).toMatchObject({
    liveFrom: null,
    liveUntil: null,
  })
})

test.each(['2016-12-31T23:59:60Z', '0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'tomorrow', 5])(
  'a moment that no calendar has is refused: %s',
  async (from) => {
    const { id } = await content.create('page', { title: { ja: '暦' } })
    const answer = await content.publish(id, { from })
    expect(answer.status).toBe(422)
    expect(wrongs(answer)[0]![0]).toBe('/from')
    expect((await content.get(id)).status).toBe('draft')
  },
)

test('publishing needs its permission, and its audit record says which version went out', async () => {
  const { id } = await content.create('page', { title: { ja: '権限' } })
  await owner(`${content.at}/groups`, {
    method: 'POST',
    body: {
      key: 'writers',
      name: { ja: 'w', en: 'w' },
      grants: ['console.enter', 'entries.read', 'entries.create', 'entries.update'].map((permission) => ({
        permission,
      })),
    },
  })
  const writer = contentOf(await dozo.member('writer', ['writers']))
  const refused = await writer.publish(id)
  expect([refused.status, refused.body.code]).toEqual([403, 'permission_missing'])
  expect((await writer.unpublish(id)).status).toBe(403)
  const early = await writer.tryCreate('page', { title: { ja: '早い' } }, { publish: true })
  expect(early.status).toBe(403)
  expect(await content.list('type=page&filter[status][eq]=draft&search=早い')).toEqual([])
  await content.publish(id)
  const { body } = await owner(`${content.at}/audit?action=entry.published`)
  expect(body.data.find((one: { subject: { id: string } }) => one.subject.id === id)).toMatchObject({
    changes: { liveVersion: { before: null, after: 1 }, locales: { before: [], after: ['ja'] } },
  })
})
