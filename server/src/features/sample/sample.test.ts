import { beforeAll, expect, test } from 'vitest'
import { systemCtx } from '#platform/ctx.ts'
import { homeSite } from '#platform/site-directory.ts'
import * as entries from '#features/entries/service.ts'
import * as sample from '#features/sample/service.ts'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main'
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
})

const remove = (ask = owner) => ask(`${at}/sample`, { method: 'DELETE' })
const untouched = async (ask = owner, site = 'main') =>
  (await ask(`/manage/v1/sites/${site}/sample`)).body.data?.entries
const news = (query = '') => dozo.site(`/api/default/news${query}`)
const types = async () =>
  (await owner(`${at}/content-types`)).body.data.map((one: { key: string }) => one.key).toSorted()

test('the sample answers in both languages right away, with its tree of categories', async () => {
  await sample.make(dozo.app)
  const ja = await news('?fields=title,date,category.name&sort=date')
  expect(ja.status).toBe(200)
  expect(ja.body.data.map((one: any) => one.category.name)).toEqual(['会社', '催し', 'メンテナンス'])
  const en = await news('?fields=title,category.name&locale=en&sort=date')
  expect(en.body.data[0]).toMatchObject({ title: 'Our website is new', category: { name: 'Company' } })
  const folders = await content.list('type=news_category')
  expect(folders.filter((one) => one.parent !== null)).toHaveLength(2)
  expect(await untouched()).toBe(7)
})

test('removing needs the right to change types, and another site has none to remove', async () => {
  expect((await remove(await dozo.member('editor', ['editor']))).status).toBe(403)
  await dozo.makeSite('right')
  const stranger = await dozo.member('owner', ['owner'], 'right')
  expect((await remove(stranger)).status).toBe(404)
  const own = await stranger('/manage/v1/sites/right/sample', { method: 'DELETE' })
  expect(own.body.data).toEqual({ entries: 0, kept: [] })
  expect([await untouched(stranger, 'right'), await untouched(stranger)]).toEqual([0, undefined])
  expect((await news()).body.data).toHaveLength(3)
})

test('what came without anybody’s name, by an endpoint for readers, is none of the sample', async () => {
  const reader = systemCtx(dozo.app, await homeSite(dozo.app), 'a reader writes')
  const sent = { slug: 'from-a-reader', title: { ja: '読者から' }, date: '2026-11-24' }
  const wrote = await entries.create(reader, { type: 'news', values: sent, publish: true })
  const [changed] = await content.list('type=news&filter[key][eq]=autumn-open-day')
  await entries.update(reader, changed.id, { values: { title: { ja: '読者が直した' } } }, '*')
  expect(await untouched()).toBe(6)
  expect((await remove()).body.data.kept).toContain('news')
  const left = await content.list('type=news')
  expect(left.map((one) => one.id).toSorted()).toEqual([wrote.id, changed.id].toSorted())
  for (const id of [wrote.id, changed.id]) await content.remove(id)
  expect((await remove()).body.data.kept).toEqual([])
  await owner(`${at}/apis/default`, { method: 'DELETE', ifMatch: '*' })
  await sample.make(dozo.app)
})

test('what people wrote or changed stays, with what it points to and what delivers it', async () => {
  const [changed] = await content.list('type=news&filter[key][eq]=welcome')
  await content.patch(changed.id, { title: { ja: '直しました' } })
  await content.publish(changed.id)
  const [products] = await content.list('type=news_category&filter[key][eq]=products')
  const values = { slug: 'own', title: { ja: '自分の' }, date: '2026-11-24', category: products.id }
  const own = await content.create('news', values, { publish: true })
  expect(await untouched()).toBe(6)
  const removed = await remove()
  expect([removed.status, removed.body.data.kept.toSorted()]).toEqual([200, ['news', 'news_category']])
  const left = (await news('?fields=title,category.name&sort=title')).body.data
  expect(left.map((one: any) => one.title)).toEqual(['直しました', '自分の'])
  expect(left[1].category.name).toBe('製品')
  expect(await types()).toEqual(['news', 'news_category'])
  await content.remove(own.id)
  await content.remove(changed.id)
})

test('once nobody needs it, everything of it goes, and the audit log says so', async () => {
  expect((await remove()).status).toBe(200)
  expect(await types()).toEqual([])
  expect((await news()).status).toBe(404)
  expect((await owner(`${at}/apis/default/endpoints`)).body.data).toEqual([])
  const { body } = await owner(`${at}/audit?action=sample.removed`)
  expect(body.data.length).toBeGreaterThan(0)
  expect((await remove()).body.data).toEqual({ entries: 0, kept: [] })
})

test('types that people made are never touched, also empty ones under the same key', async () => {
  await content.define(definition('mine', [field('text', 'a')]))
  await content.define(definition('news', [field('text', 'a')]))
  expect((await remove()).body.data).toEqual({ entries: 0, kept: ['news'] })
  expect(await types()).toEqual(['mine', 'news'])
})
