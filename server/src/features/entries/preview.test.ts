import { beforeAll, expect, test } from 'vitest'
import { bindQuery } from '@dozo/content-model/query/bind'
import { parseQueryString } from '@dozo/content-model/query/parse-string'
import {
  contentOf,
  definition,
  field,
  paragraph,
  succeeded,
  words,
  wrongs,
  type Content,
} from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { modelOf } from '#features/content-types/service.ts'
import { previewEntry } from './service.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('page', [
      field('text', 'title', { localized: true, required: true }),
      field('rich_text', 'body'),
      field('text', 'secret'),
      field('text', 'inner', { neverDelivered: true }),
      field('relation', 'next', { to: ['page'] }),
    ]),
  )
  await content.define(definition('memo', [field('text', 'title')]))
})

const make = (id: string, body: object = {}, ask = owner) =>
  ask(`${content.at}/entries/${id}/preview`, { method: 'POST', body })

/** As an endpoint would show it that gives all fields of a type. */
async function shown(token: string, { type = 'page', site = 'main', query = '' } = {}) {
  const ctx = await dozo.system(site)
  const model = await modelOf(ctx)
  const of = model.type(type)!
  const bound = bindQuery(parseQueryString(query).query, {
    model,
    type: of,
    audience: 'delivery',
    locales: ctx.site.locales,
    defaultLocale: ctx.site.defaultLocale,
    defaultSort: '-publishedAt',
  })
  const delivered = { type: of, model, bound: bound.query!, accessFilter: null, readable: () => true }
  return (await previewEntry(ctx, delivered, token)).entry
}
const missing = async (token: string, more: object = {}) =>
  expect(shown(token, more)).rejects.toMatchObject({ status: 404, code: 'not_found' })

test('a token shows the working copy in its language, rendered as readers would get it', async () => {
  const live = await content.create('page', { title: { ja: '公開' } }, { publish: true })
  const draft = await content.create('page', { title: { ja: '下書き' } })
  const values = { title: { ja: '日', en: 'en' }, body: paragraph('本文'), secret: 's', inner: 'x' }
  const { id } = await content.create('page', { ...values, next: live.id }, { publish: true })
  await content.patch(id, { title: { en: 'new' } })
  const { token, locale, expiresAt } = succeeded(await make(id, { locale: 'en' }))
  expect([locale, expiresAt]).toEqual(['en', '2026-11-25T05:00:00.000Z'])
  const entry = await shown(token, { query: 'fields=title,body,secret,next.title&fallback=default' })
  expect(entry).toMatchObject({ id, title: 'new', secret: 's', next: { title: '公開' } })
  expect((entry['body'] as { html: string }).html).toBe('<p>本文</p>')
  expect(await shown(token)).not.toHaveProperty('inner')
  await content.patch(id, { next: draft.id })
  expect((await shown(token, { query: 'fields=next.title' }))['next']).toBeNull()
})

test('it is bound to its entry, type, site and time, and what was changed in it opens nothing', async () => {
  const { id } = await content.create('page', { title: { ja: '題' } })
  const other = await content.create('page', { title: { ja: '他' } })
  const { token } = succeeded(await make(id, { expiresAt: '2026-11-24T06:00:00.900Z' }))
  expect((await shown(token))['title']).toBe('題')
  await missing(token, { type: 'memo' })
  await dozo.makeSite('other')
  await contentOf(await dozo.member('stranger', ['owner'], 'other'), 'other').define(
    definition('page', [field('text', 'title')]),
  )
  await missing(token, { site: 'other' })
  const [body = '', mac = ''] = token.slice('dozo_preview_'.length).split('.')
  const told = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, number, null]
  const forged = (change: unknown[]) =>
    `dozo_preview_${Buffer.from(JSON.stringify(change)).toString('base64url')}.${mac}`
  expect((await shown(forged(told)))['title']).toBe('題')
  await missing(forged([other.id, ...told.slice(1)]))
  await missing(forged([told[0], 'en', ...told.slice(2)]))
  await missing(forged([told[0], told[1], told[2] + 9999, null]))
  for (const broken of [
    '',
    'x',
    'dozo_preview_',
    `dozo_preview_${body}`,
    `dozo_preview_${body}.`,
    `${token}x`,
    body,
  ])
    await missing(broken)
  dozo.time.advance(3_599_999)
  expect((await shown(token))['title']).toBe('題')
  dozo.time.advance(1)
  await missing(token)
})

test('an entry in the trash is shown to nobody', async () => {
  const { id } = await content.create('page', { title: { ja: '捨' } })
  const { token } = succeeded(await make(id))
  await content.remove(id)
  await missing(token)
})

test('who may read only some fields gives away no more; who may not read the entry gets no token', async () => {
  const { id } = await content.create('page', { title: { ja: '題' }, secret: '秘密' })
  const reader = async (key: string, grant: object) => {
    const grants = [{ permission: 'console.enter' }, { permission: 'entries.read', ...grant }]
    succeeded(
      await owner(`${content.at}/groups`, { method: 'POST', body: { key, name: words(key), grants } }),
    )
    return dozo.member(key, [key])
  }
  const partly = succeeded(await make(id, {}, await reader('partly', { fields: ['title'] })))
  const entry = await shown(partly.token)
  expect(entry['title']).toBe('題')
  expect(entry).not.toHaveProperty('secret')
  expect((await make(id, {}, await reader('elsewhere', { own: true }))).status).toBe(404)
})

test('it opens no more than its maker may read by now', async () => {
  const { id } = await content.create('page', { title: { ja: '題' }, secret: '秘密' })
  const group = { key: 'passing', name: words('passing') }
  const read = (more: object) => [{ permission: 'console.enter' }, { permission: 'entries.read', ...more }]
  succeeded(await owner(`${content.at}/groups`, { method: 'POST', body: { ...group, grants: read({}) } }))
  const maker = await dozo.member('passing', ['passing'])
  const { token } = succeeded(await make(id, {}, maker))
  expect((await shown(token))['secret']).toBe('秘密')
  const narrow = (grants: object[]) =>
    owner(`${content.at}/groups/passing`, { method: 'PUT', ifMatch: '*', body: { name: group.name, grants } })
  expect((await narrow(read({ fields: ['title'] }))).status).toBe(200)
  expect(await shown(token)).not.toHaveProperty('secret')
  expect((await narrow([{ permission: 'console.enter' }])).status).toBe(200)
  await missing(token)
  expect((await narrow(read({}))).status).toBe(200)
  expect((await shown(token))['secret']).toBe('秘密')
  await owner(`${content.at}/members/${maker.id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { status: 'suspended' },
  })
  await missing(token)
})

test('seven days at most, in a language of the site', async () => {
  const { id } = await content.create('page', { title: { ja: '題' } })
  const inDays = (days: number) => new Date(dozo.time.now.getTime() + days * 86_400_000).toISOString()
  expect((await make(id, { expiresAt: inDays(7) })).status).toBe(200)
  expect(wrongs(await make(id, { expiresAt: inDays(7.001) }))).toEqual([['/expiresAt', 'preview_long']])
  expect(wrongs(await make(id, { expiresAt: inDays(0) }))).toEqual([['/expiresAt', 'preview_past']])
  expect(wrongs(await make(id, { locale: 'fr' }))).toEqual([['/locale', 'locale_unknown']])
})

test('with the token comes the address of the front’s page, where the site has set one for the type', async () => {
  const { id, number } = await content.create('page', { title: { ja: '下書き' } })
  expect(succeeded(await make(id)).url).toBeNull()
  const previewUrls = { page: 'https://front.example/{type}/{locale}/{key}/{number}?t={token}#{id}' }
  succeeded(await owner('/manage/v1/sites/main', { method: 'PATCH', ifMatch: '*', body: { previewUrls } }))
  const { token, url } = succeeded(await make(id, { locale: 'en' }))
  expect(url).toBe(`https://front.example/page/en/${id}/${number}?t=${encodeURIComponent(token)}#${id}`)
})
