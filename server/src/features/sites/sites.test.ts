import { beforeAll, expect, test } from 'vitest'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const all = '/manage/v1/instance/sites'
const body = { key: 'shop', name: '店', locales: ['ja', 'en'], defaultLocale: 'ja', hosts: ['shop.example'] }
let operator: Ask
const codes = (answer: { body: any }) =>
  answer.body.errors.map((one: { path: string; code: string }) => [one.path, one.code])
const change = (changes: object, ifMatch: number | '*' = '*', key = 'shop') =>
  operator(`/manage/v1/sites/${key}`, { method: 'PATCH', ifMatch, body: changes })

beforeAll(async () => {
  operator = await dozo.member('operator', ['owner'])
})

test('an operator makes a site, which starts with its groups, and both sites know of it', async () => {
  const made = await operator(all, { method: 'POST', body })
  expect(made.status, made.text).toBe(201)
  expect(made.body.data).toMatchObject({
    key: 'shop',
    home: false,
    timeZone: 'Asia/Tokyo',
    hosts: ['shop.example'],
  })
  expect((await operator('/manage/v1/sites/shop/groups')).body.data).toHaveLength(4)
  for (const site of ['main', 'shop']) {
    const log = await operator(`/manage/v1/sites/${site}/audit?action=site.created`)
    expect(log.body.data[0].subject.label, site).toBe('shop')
  }
  expect((await operator(all)).body.data.map((one: { key: string }) => one.key)).toEqual(['main', 'shop'])
  expect((await operator(all, { method: 'POST', body })).body.code).toBe('site_exists')
})

test('its host is its own from the next request on, and no other site gets it', async () => {
  const statusAt = async (host: string) => (await dozo.site('/api/none/x', { headers: { host } })).status
  expect(await statusAt('shop.example')).toBe(404)
  expect(await statusAt('new.example')).toBe(421)
  const changed = await change({ hosts: ['new.example'] }, 1)
  expect([changed.status, changed.body.data.hosts, changed.body.data.etag]).toEqual([200, ['new.example'], 2])
  expect(await statusAt('new.example')).toBe(404)
  expect(await statusAt('shop.example')).toBe(421)
  const taken = await change({ hosts: ['new.example', 'main.example'] }, '*', 'main')
  expect([taken.status, codes(taken)]).toEqual([422, [['/hosts', 'host_taken']]])
  expect((await operator('/manage/v1/sites/main')).body.data.hosts).toEqual([])
})

test('a language is added later, but not taken away, and the default is one of them', async () => {
  expect((await change({ locales: ['ja', 'en', 'zh-Hant'] })).body.data.locales).toEqual([
    'ja',
    'en',
    'zh-Hant',
  ])
  expect(codes(await change({ locales: ['ja'] }))).toEqual([['/locales', 'locale_in_use']])
  expect(codes(await change({ defaultLocale: 'fr' }))).toEqual([['/defaultLocale', 'default_locale_missing']])
  expect((await change({ defaultLocale: 'en' })).body.data.defaultLocale).toBe('en')
})

test('a time zone is one that there is', async () => {
  expect(codes(await change({ timeZone: 'Asia/Nowhere' }))).toEqual([['/timeZone', 'unknown_time_zone']])
  expect((await change({ timeZone: 'Europe/Berlin' })).body.data.timeZone).toBe('Europe/Berlin')
})

test('an old version is refused with both numbers', async () => {
  const late = await change({ name: 'late' }, 1)
  expect([late.status, late.body.sent, late.body.current]).toEqual([412, 1, 5])
})

test('the key of a site never changes, and odd keys are refused', async () => {
  expect(codes(await change({ key: 'other' }))).toEqual([['/key', 'unknown_field']])
  for (const key of ['', 'Shop', '1shop', 'a b', '../x', 'x'.repeat(41), 'ショップ'])
    expect((await operator(all, { method: 'POST', body: { ...body, key, hosts: [] } })).status, key).toBe(422)
})

test('a site whose host is taken is not half made', async () => {
  const answer = await operator(all, {
    method: 'POST',
    body: { ...body, key: 'second', hosts: ['new.example'] },
  })
  expect([answer.status, codes(answer)]).toEqual([422, [['/hosts', 'host_taken']]])
  expect((await operator('/manage/v1/sites/second')).status).toBe(404)
})

test('a site without the right languages is refused before anything is made', async () => {
  const wrong = { ...body, key: 'third', hosts: [], defaultLocale: 'fr' }
  expect((await operator(all, { method: 'POST', body: wrong })).status).toBe(422)
  expect((await operator('/manage/v1/sites/third')).status).toBe(404)
})

test('a type has an address where its drafts are shown, and only one that can show them', async () => {
  const url = (address: string) => change({ previewUrls: { news: address } }, '*', 'main')
  for (const [address, code] of [
    ['https://front.example/news', 'preview_token_missing'],
    ['https://front.example/{slug}?token={token}', 'preview_place_unknown'],
    ['javascript:alert("{token}")', 'preview_url_bad'],
    ['https://{key}.example/?token={token}', 'preview_url_bad'],
    ['https://owner@front.example/?token={token}', 'preview_url_bad'],
    ['/news?token={token}', 'preview_url_bad'],
  ] as const)
    expect(codes(await url(address)), address).toEqual([['/previewUrls/news', code]])
  const kept = await url('https://front.example/{locale}/news/{key}?token={token}')
  expect(kept.body.data.previewUrls).toEqual({
    news: 'https://front.example/{locale}/news/{key}?token={token}',
  })
  expect((await change({ name: 'Main' }, '*', 'main')).body.data.previewUrls).toEqual(
    kept.body.data.previewUrls,
  )
})
