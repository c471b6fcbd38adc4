import sql from 'sql-template-tag'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { contentOf, definition, field, words, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/content-types'
let owner: Ask
let content: Content
let made = 0
let key: string

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
})
beforeEach(() => {
  key = `type${++made}`
})

const put = (fields: object[], more: object = {}, query = '?destructive=true') =>
  owner(`${at}/${key}${query}`, { method: 'PUT', ifMatch: '*', body: definition(key, fields, more) })
const change = async (fields: object[], more: object = {}) => {
  expect((await put(fields, more)).status).toBe(200)
  await dozo.settled()
}
const define = (fields: object[], more: object = {}) => content.define(definition(key, fields, more))

test('a change is planned in words first; one that loses values is made only when that is said', async () => {
  await define([field('text', 'title', { localized: true }), field('text', 'old')])
  await content.create(key, { title: { ja: '題' }, old: 'x' })
  const next = [field('text', 'title'), field('date', 'day', { required: true })]
  const plan = await owner(`${at}/${key}/plan`, { method: 'POST', body: definition(key, next) })
  const steps = plan.body.data.map((one: { code: string; destructive: boolean }) => [
    one.code,
    one.destructive,
  ])
  expect([plan.status, steps]).toEqual([
    200,
    [
      ['field_removed', true],
      ['field_added_required', false],
      ['became_shared', true],
    ],
  ])
  const ja = await owner(`${at}/${key}/plan`, {
    method: 'POST',
    body: definition(key, next),
    headers: { 'accept-language': 'ja' },
  })
  expect(ja.body.data[0].message).toBe('項目「old」を削除します。値は失われます。')
  const refused = await put(next, {}, '')
  expect([refused.status, refused.body.code, refused.body.steps]).toEqual([
    409,
    'change_destructive',
    plan.body.data,
  ])
  expect((await owner(`${at}/${key}`)).body.data.etag).toBe(1)
  expect((await put(next)).body.data.etag).toBe(2)
})

test('without entries nothing can be lost', async () => {
  await define([field('text', 'a'), field('text', 'b')])
  expect((await put([field('text', 'a')], {}, '')).status).toBe(200)
})

test('values of a field that is gone go, with their place in the index; versions keep them for who has the field again', async () => {
  await define([field('text', 'a', { filterable: true }), field('text', 'b', { filterable: true })])
  const { id } = await content.create(key, { a: '1', b: '2' }, { publish: true })
  await change([field('text', 'a', { filterable: true })])
  expect(await content.get(id)).toMatchObject({ status: 'live', values: { a: '1' }, live: { a: '1' } })
  await change([field('text', 'a', { filterable: true }), field('number', 'b', { filterable: true })])
  expect((await content.get(id)).values).toEqual({ a: '1' })
  expect(await content.list(`type=${key}&filter[b][exists]=true`)).toEqual([])
})

test('shared and localised: a value becomes the default language’s and comes back', async () => {
  await define([field('text', 'title', { filterable: true })])
  const { id } = await content.create(key, { title: '題' }, { publish: true })
  await change([field('text', 'title', { filterable: true, localized: true })])
  expect(await content.get(id)).toMatchObject({
    values: { title: { ja: '題' } },
    live: { title: { ja: '題' } },
  })
  expect(await content.list(`type=${key}&filter[title][eq]=題`)).toHaveLength(1)
  await content.patch(id, { title: { en: 'title' } })
  await change([field('text', 'title', { filterable: true })])
  expect((await content.get(id)).values).toEqual({ title: '題' })
  expect(await content.list(`type=${key}&filter[title][eq]=題`)).toHaveLength(1)
})

test('one and many: one becomes the first of many, of many the first stays', async () => {
  await define([field('relation', 'to', { to: [key] })]).catch(() => undefined)
  await content.define(definition(`${key}t`, [field('text', 'n')]))
  const [a, b] = [await content.create(`${key}t`, {}), await content.create(`${key}t`, {})]
  const to = (more: object) => [field('relation', 'to', { to: [`${key}t`], filterable: true, ...more })]
  await put(to({}))
  const { id } = await content.create(key, { to: a.id })
  await change(to({ many: true }))
  expect((await content.get(id)).values).toEqual({ to: [a.id] })
  await content.patch(id, { to: [b.id, a.id] })
  expect(await content.list(`type=${key}&filter[to][eq]=${a.id}`)).toHaveLength(1)
  await change(to({}))
  expect((await content.get(id)).values).toEqual({ to: b.id })
  expect(await content.list(`type=${key}&filter[to][eq]=${a.id}`)).toEqual([])
})

test('another type of field keeps the values that fit it and no others', async () => {
  await define([field('text', 'v', { localized: true }), field('text', 'w')])
  const good = await content.create(key, { v: { ja: 'abc', en: 'あ' }, w: 'a' })
  const bad = await content.create(key, { v: { ja: '日' }, w: 'x y' }, { publish: true })
  const options = [{ value: 'a', name: words('a') }]
  await change([
    field('slug', 'v', { localized: true, filterable: true }),
    field('select', 'w', { options, filterable: true }),
  ])
  expect((await content.get(good.id)).values).toEqual({ v: { ja: 'abc' }, w: 'a' })
  expect(await content.get(bad.id)).toMatchObject({ values: {}, live: {} })
  await change([field('number', 'v', { filterable: true }), field('boolean', 'w', { filterable: true })])
  expect((await content.get(good.id)).values).toEqual({})
  expect(await content.list(`type=${key}&filter[v][exists]=true`)).toEqual([])
})

test('a plan says how many entries have values, and how many of them would not come along', async () => {
  await define([
    field('text', 'price'),
    field('text', 'size', { localized: true }),
    field('json', 'any'),
    field('text', 'gone'),
  ])
  await content.create(key, { price: '１，２００', size: { ja: '3', en: '大' }, any: 1, gone: 'x' })
  await content.create(key, { price: '800', size: { ja: '4' } }, { publish: true })
  await content.create(key, { price: '時価', any: { a: 1 } })
  const next = [field('number', 'price'), field('number', 'size', { localized: true }), field('date', 'any')]
  const plan = await owner(`${at}/${key}/plan`, { method: 'POST', body: definition(key, next) })
  expect(plan.body.data).toMatchObject([
    { path: 'gone', code: 'field_removed', entries: 1 },
    { path: 'price', code: 'type_changed', entries: 3, looked: 3, unfit: 3, unconverted: 1 },
    { path: 'size', entries: 2, unfit: 2, unconverted: 1 },
    { path: 'any', entries: 2, unfit: 2 },
  ])
  expect(plan.body.data[3]).not.toHaveProperty('unconverted')
})

test('values are converted when that is asked for, in both copies and every language; versions keep what they were', async () => {
  await define([field('text', 'price', { filterable: true }), field('text', 'size', { localized: true })])
  const one = await content.create(
    key,
    { price: '１，２００', size: { ja: '3', en: '大' } },
    { publish: true },
  )
  await content.patch(one.id, { price: '時価' })
  const other = await content.create(key, { price: '800' })
  const next = [field('number', 'price', { filterable: true }), field('number', 'size', { localized: true })]
  expect((await put(next, {}, '?destructive=true&convert=true')).status).toBe(200)
  await dozo.settled()
  expect(await content.get(one.id)).toMatchObject({
    values: { size: { ja: 3 } },
    live: { price: 1200, size: { ja: 3 } },
  })
  expect((await content.get(one.id)).values).not.toHaveProperty('price')
  expect((await content.list(`type=${key}&filter[price][gte]=800`)).map(({ id }) => id)).toEqual([other.id])
  const version = await owner(`${content.at}/entries/${one.id}/versions/1`)
  expect(version.body.data.values).toMatchObject({ price: '１，２００' })
})

test('fields inside groups go and stay like others', async () => {
  const inner = (...keys: string[]) => keys.map((one) => field('text', one))
  await define([
    field('group', 'g', { fields: inner('a', 'b') }),
    field('repeat', 'r', { fields: inner('a', 'b') }),
  ])
  const both = { a: '1', b: '2' }
  const { id } = await content.create(key, { g: both, r: [both, { b: '3' }] })
  await change([field('group', 'g', { fields: inner('a') }), field('repeat', 'r', { fields: inner('a') })])
  expect((await content.get(id)).values).toEqual({ g: { a: '1' }, r: [{ a: '1' }, {}] })
  expect((await content.patch(id, { g: { a: '5' } })).status).toBe(200)
})

test('a field that becomes filterable, searchable or unique is so for what is already there', async () => {
  await define([field('text', 'a')])
  const { id } = await content.create(key, { a: '吾輩は猫' }, { publish: true })
  expect((await owner(`${content.at}/entries?type=${key}&filter[a][eq]=x`)).status).toBe(400)
  await change([field('text', 'a', { filterable: true, searchable: { weight: 'A' }, unique: true })])
  for (const query of ['filter[a][eq]=吾輩は猫', 'search=猫', 'stage=live&search=猫'])
    expect(
      (await content.list(`type=${key}&${query}`)).map((one) => one.id),
      query,
    ).toEqual([id])
  expect((await content.tryCreate(key, { a: '吾輩は猫' })).status).toBe(422)
})

test('a field that becomes unique leaves those that already have the same value, and the next save is refused', async () => {
  await define([field('text', 'a', { localized: true })])
  const [one, two] = [
    await content.create(key, { a: { ja: '同' } }),
    await content.create(key, { a: { ja: '同' } }),
  ]
  await change([field('text', 'a', { unique: true })])
  for (const { id } of [one, two]) expect((await content.get(id)).values).toEqual({ a: '同' })
  const saved = [await content.patch(one.id, { a: '同' }), await content.patch(two.id, { a: '同' })]
  expect(saved.map(({ status }) => status).sort()).toEqual([200, 422])
  expect((await content.patch(two.id, { a: '別' })).status).toBe(200)
})

test('a text that becomes a time or a colour is kept in the form of its new type, and found', async () => {
  await define([field('text', 'opens'), field('text', 'paint')])
  const { id } = await content.create(key, { opens: '9:30:00', paint: '#FFF' }, { publish: true })
  await content.create(key, { opens: '朝', paint: '白' })
  const more = { filterable: true }
  await change([field('time', 'opens', more), field('color', 'paint', more)])
  expect((await content.get(id)).values).toEqual({ opens: '09:30', paint: '#ffffff' })
  expect((await content.get(id)).live).toEqual({ opens: '09:30', paint: '#ffffff' })
  for (const query of ['filter[opens][eq]=9:30', 'filter[paint][eq]=%23fff'])
    expect((await content.list(`type=${key}&${query}`)).map((one) => one.id)).toEqual([id])
})

test('a link that becomes localised is the link of the default language', async () => {
  await define([field('link', 'more'), field('table', 'hours'), field('location', 'place')])
  const values = { more: { url: '/a' }, hours: { header: true, rows: [['月']] }, place: { lat: 1, lng: 2 } }
  const { id } = await content.create(key, values)
  const localized = { localized: true }
  await change([
    field('link', 'more', localized),
    field('table', 'hours', localized),
    field('location', 'place', localized),
  ])
  expect((await content.get(id)).values).toEqual({
    more: { ja: values.more },
    hours: { ja: values.hours },
    place: { ja: values.place },
  })
  await change([field('link', 'more'), field('table', 'hours'), field('location', 'place')])
  expect((await content.get(id)).values).toEqual(values)
})

test('the key follows the key field', async () => {
  const fields = [field('slug', 'slug'), field('slug', 'code')]
  await define(fields, { keyField: 'slug' })
  const { id } = await content.create(key, { slug: 'old', code: 'new' }, { publish: true })
  const bare = await content.create(key, { slug: 'bare' })
  await change(fields, { keyField: 'code' })
  expect(await content.get(id)).toMatchObject({ key: 'new', status: 'live' })
  expect((await content.get(bare.id)).key).toBeNull()
  expect(await content.list(`type=${key}&filter[key][eq]=new`)).toHaveLength(1)
})

test('a type with several entries does not become a single', async () => {
  await define([field('text', 'a')])
  await content.create(key, {})
  await content.create(key, {})
  const refused = await put([field('text', 'a')], { kind: 'single' })
  expect([refused.status, refused.body.code]).toEqual([409, 'content_type_has_several'])
  expect((await owner(`${at}/${key}`)).body.data.kind).toBe('plain')
})

test('a tree that becomes plain has no parents any more', async () => {
  await define([field('text', 'a')], { kind: 'tree' })
  const top = await content.create(key, {})
  const low = await content.create(key, { a: 'x' }, { parent: top.id, publish: true })
  await change([field('text', 'a')])
  expect(await content.get(low.id)).toMatchObject({ parent: null, status: 'live' })
  expect((await content.patch(low.id, { a: 'y' })).status).toBe(200)
  expect((await content.remove(top.id)).status).toBe(204)
})

test('what is saved by a process that has not heard of a change is refused, not kept where nobody finds it', async () => {
  await define([field('text', 'title')])
  const { id } = await content.create(key, { title: 'x' })
  // Another process, whose message has not come yet.
  const columns = await dozo.app.db.asOwner('test', (tx) =>
    tx.one<{ was: unknown }>(sql`
      update content_types n set columns = '{"title": "t9"}'
      from content_types o where o.id = n.id and n.key = ${key}
      returning o.columns as was
    `),
  )
  const refused = await content.patch(id, { title: 'y' })
  expect([refused.status, refused.body.code]).toEqual([409, 'content_type_changed'])
  await dozo.app.db.asOwner('test', (tx) =>
    tx.run(sql`update content_types set columns = ${JSON.stringify(columns.was)} where key = ${key}`),
  )
  expect((await content.patch(id, { title: 'y' })).status).toBe(200)
})
