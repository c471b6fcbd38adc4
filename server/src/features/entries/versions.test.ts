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
      field('text', 'title', { localized: true }),
      field('number', 'price', { min: 0 }),
      field('relation', 'next', { to: ['page'] }),
    ]),
  )
})

const at = (id: string, rest: string) => `${content.at}/entries/${id}/${rest}`
const restore = (id: string, version: number, ifMatch: number | '*' = '*', more: object = {}) =>
  owner(at(id, 'restore'), { method: 'POST', ifMatch, body: { version, ...more } })

test('every save is a version: who, when, why, and which one is live', async () => {
  const { id } = await content.create('page', { title: { ja: '一' } }, { publish: true })
  await content.change(id, { values: { price: 2 }, note: '値上げ' })
  const { body } = await owner(at(id, 'versions'))
  expect(body.data).toMatchObject([
    { version: 2, kind: 'save', note: '値上げ', live: false, by: { name: 'owner' } },
    { version: 1, kind: 'save', note: null, live: true },
  ])
  expect((await owner(at(id, 'versions/1'))).body.data.values).toEqual({ title: { ja: '一' } })
  for (const none of ['versions/3', 'versions/0', 'versions/x', 'versions/99999999999'])
    expect((await owner(at(id, none))).status, none).toBe(404)
})

test('two versions are compared field by field and language by language', async () => {
  const { id } = await content.create('page', { title: { ja: '一', en: 'one' }, price: 1 })
  await content.patch(id, { title: { ja: '二' }, price: null })
  const { body } = await owner(at(id, 'compare?from=1&to=2'))
  expect(body.data).toEqual([
    { field: 'title', locale: 'ja', before: '一', after: '二' },
    { field: 'price', before: 1, after: null },
  ])
  expect((await owner(at(id, 'compare?from=2&to=2'))).body.data).toEqual([])
  expect((await owner(at(id, 'compare?from=1&to=9'))).status).toBe(404)
  expect(wrongs(await owner(at(id, 'compare?from=0&to=2')))).toEqual([['/from', 'too_small']])
})

test('some fields, or one language of a field, come back alone; what was empty then is empty again', async () => {
  const values = { title: { ja: '一', en: 'one' }, price: 1 }
  const { id } = await content.create('page', values, { key: 'old' })
  const next = await content.create('page', {})
  await content.change(id, {
    key: 'new',
    values: { title: { ja: '二', en: 'two' }, price: 2, next: next.id },
  })
  const some = async (...fields: object[]) => (await restore(id, 1, '*', { fields })).body.data
  expect((await some({ field: 'title', locale: 'ja' })).values).toEqual({
    title: { ja: '一', en: 'two' },
    price: 2,
    next: next.id,
  })
  const both = await some({ field: 'price' }, { field: 'next' })
  expect(both).toMatchObject({ key: 'new', values: { title: { ja: '一', en: 'two' }, price: 1 }, version: 4 })
  expect(both.values.next).toBeUndefined()
  expect((await some({ field: 'title' })).values.title).toEqual({ ja: '一', en: 'one' })
  const wrong = (field: object) => restore(id, 1, '*', { fields: [field] })
  expect(wrongs(await wrong({ field: 'nothing' }))).toEqual([['/fields/0/field', 'unknown_field']])
  expect(wrongs(await wrong({ field: '__proto__' }))).toEqual([['/fields/0/field', 'unknown_field']])
  expect(wrongs(await wrong({ field: 'price', locale: 'ja' }))).toEqual([
    ['/fields/0/locale', 'locale_unknown'],
  ])
  expect(wrongs(await wrong({ field: 'title', locale: 'fr' }))).toEqual([
    ['/fields/0/locale', 'locale_unknown'],
  ])
  expect((await restore(id, 1, '*', { fields: [] })).status).toBe(422)
})

test('an older version becomes the working copy as a new version; what is live stays', async () => {
  const { id } = await content.create('page', { title: { ja: '一' }, price: 1 })
  await content.patch(id, { title: { ja: '二' }, price: null })
  await content.publish(id)
  const back = (await restore(id, 1)).body.data
  expect(back).toMatchObject({ values: { title: { ja: '一' }, price: 1 }, version: 3, liveVersion: 2 })
  expect(back.live).toEqual({ title: { ja: '二' } })
  expect((await owner(at(id, 'versions'))).body.data[0]).toMatchObject({ kind: 'restore', note: '← 1' })
  expect((await restore(id, 9)).status).toBe(404)
  expect((await restore(id, 1, 1)).status).toBe(412)
})

test('a version that points to an entry which is gone is not restored, and the place is named', async () => {
  const target = await content.create('page', {})
  const { id } = await content.create('page', { next: target.id })
  await content.patch(id, { next: null })
  expect((await content.remove(target.id)).status).toBe(204)
  expect(wrongs(await restore(id, 1))).toEqual([['/values/next', 'entry_missing']])
  expect((await content.get(id)).version).toBe(2)
})

test('a change needs the version it was made on; an old one is told both, and * overwrites knowingly', async () => {
  const { id, etag } = await content.create('page', { price: 1 })
  const values = { values: { price: 2 } }
  const blind = await owner(`${content.at}/entries/${id}`, { method: 'PATCH', body: values })
  expect([blind.status, blind.body.code]).toEqual([428, 'version_required'])
  const changed = await content.patch(id, { price: 2 }, etag)
  expect([changed.status, changed.headers['etag']]).toEqual([200, `"${etag + 1}"`])
  const late = await content.patch(id, { price: 3 }, etag)
  expect([late.status, late.body.code, late.body.sent, late.body.current]).toEqual([
    412,
    'version_moved',
    etag,
    etag + 1,
  ])
  expect((await content.patch(id, { price: 3 }, '*')).body.data.values.price).toBe(3)
  const writes = [
    ['publish', { body: {} }],
    ['unpublish', {}],
    ['restore', { body: { version: 1 } }],
  ] as const
  for (const [verb, more] of writes) {
    expect((await owner(at(id, verb), { method: 'POST', ...more })).status, verb).toBe(428)
    expect((await owner(at(id, verb), { method: 'POST', ifMatch: 1, ...more })).status, verb).toBe(412)
  }
  expect((await owner(`${content.at}/entries/${id}`, { method: 'DELETE' })).status).toBe(428)
})

test('of many who save the same version at once one wins and the others are told', async () => {
  const { id, etag } = await content.create('page', { price: 0 })
  const answers = await Promise.all([1, 2, 3, 4, 5].map((price) => content.patch(id, { price }, etag)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412])
  expect((await owner(at(id, 'versions'))).body.data).toHaveLength(2)
})

test('a POST that is sent again with its key gets the first reply and writes nothing more', async () => {
  const send = (price: number, key: string) =>
    owner(`${content.at}/entries`, {
      method: 'POST',
      body: { type: 'page', values: { price } },
      headers: { 'idempotency-key': key },
    })
  const first = await send(77, 'once')
  const again = await send(77, 'once')
  expect([again.status, again.text]).toEqual([201, first.text])
  expect(again.headers['idempotency-replayed']).toBe('true')
  const other = await send(78, 'once')
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
  const both = await Promise.all([send(79, 'twice'), send(79, 'twice')])
  for (const { status, body } of both)
    expect(status === 201 || body.code).toBeOneOf([true, 'idempotency_in_progress'])
  expect(both.some(({ status }) => status === 201)).toBe(true)
  const made = (await content.list('type=page&page[size]=100')).map(({ values }) => values.price)
  expect(made.filter((price) => price >= 77).toSorted()).toEqual([77, 79])
})

test('checking only says what is wrong and writes nothing, no version and no event either', async () => {
  const check = (values: object, more: object = {}) =>
    owner(`${content.at}/entries?validate=only`, { method: 'POST', body: { type: 'page', values, ...more } })
  const before = await counted()
  const good = await check({ title: { ja: '試し' } }, { publish: true })
  expect([good.status, good.body.data]).toEqual([200, { issues: [] }])
  const bad = await check({ price: -1 })
  expect([bad.status, bad.body.data.issues]).toMatchObject([
    200,
    [{ path: '/values/price', code: 'too_small' }],
  ])
  expect(await counted()).toEqual(before)
})

async function counted() {
  const { body } = await owner(`${content.at}/entries?type=page&count=exact&page[size]=1`)
  const audit = await owner(`${content.at}/audit?size=1`)
  return [body.meta.count, audit.body.data[0].id]
}
