import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
let id: string

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const fields = [field('text', 'title', { localized: true }), field('text', 'memo'), field('text', 'hidden')]
  await content.define(definition('news', fields))
  await content.define(definition('other', fields))
  await owner(`${content.at}/apis`, {
    method: 'POST',
    body: { key: 'out', name: 'o', security: 'open', origins: ['https://front.example'] },
  })
  const endpoint = (body: object) =>
    owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: { type: 'news', ...body } })
  const preview = { path: '/news/preview', operation: 'entries.preview', fields: ['title', 'memo'] }
  succeeded(await endpoint(preview))
  succeeded(await endpoint({ ...preview, path: '/other/preview', type: 'other' }))
  succeeded(await endpoint({ path: '/news/{id}', operation: 'entries.get', cacheSeconds: 60 }))
  const made = await content.create(
    'news',
    { title: { ja: '公開', en: 'Live' }, hidden: 'x' },
    { publish: true },
  )
  id = made.id
})

const tokenOf = async (body: object = {}) =>
  succeeded(await owner(`${content.at}/entries/${id}/preview`, { method: 'POST', body })).token as string
const preview = (token: string, more = '', path = 'news') =>
  dozo.site(`/api/out/${path}/preview?token=${encodeURIComponent(token)}${more}`)

test('who has the token sees the working copy as it is now, others what is live', async () => {
  await content.patch(id, { title: { ja: '直した', en: 'Mended' } })
  const token = await tokenOf({ locale: 'en' })
  const answer = await preview(token)
  expect(answer.body.data).toMatchObject({ id, title: 'Mended', locale: 'en' })
  expect(answer.body.data).not.toHaveProperty('hidden')
  expect(answer.body.meta.preview.locale).toBe('en')
  await content.patch(id, { memo: 'later' })
  expect((await preview(token, '&fields=memo')).body.data.memo).toBe('later')
  expect((await dozo.site(`/api/out/news/${id}`)).body.data.title).toBe('公開')
})

test('it is kept nowhere on its way, and pages of invited origins may read it', async () => {
  const token = await tokenOf()
  const answer = await dozo.site(`/api/out/news/preview?token=${token}`, {
    headers: { origin: 'https://front.example' },
  })
  expect([answer.headers['cache-control'], answer.headers['access-control-allow-origin']]).toEqual([
    'no-store',
    'https://front.example',
  ])
})

test('the token opens its own type only, no other language, and no field that the endpoint does not give', async () => {
  const token = await tokenOf()
  expect((await preview(token, '', 'other')).status).toBe(404)
  expect((await preview(`${token}x`)).status).toBe(404)
  expect(wrongs(await preview(token, '&fields=hidden'))).toEqual([['/fields/hidden', 'field_not_allowed']])
  expect(wrongs(await preview(token, '&locale=en'))).toEqual([['/locale', 'parameter_unknown']])
  expect(wrongs(await dozo.site('/api/out/news/preview'))).toEqual([['/token', 'required']])
})

test('a token that is over opens nothing', async () => {
  const token = await tokenOf()
  dozo.time.advance(24 * 3_600_000)
  expect((await preview(token)).status).toBe(404)
})
