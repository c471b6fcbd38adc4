import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, words, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/content-types'
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
})

const post = (body: object, ask = owner) => ask(at, { method: 'POST', body })
const put = (key: string, body: object, query = '', ifMatch: number | '*' = '*') =>
  owner(`${at}/${key}${query}`, { method: 'PUT', ifMatch, body })

test('a type is defined, read, replaced with its version, and deleted', async () => {
  const first = definition('news', [field('text', 'title', { help: words('見出し') })], {
    titleField: 'title',
  })
  const made = await post(first)
  expect([made.status, made.headers['etag']]).toEqual([201, '"1"'])
  expect(made.body.data).toMatchObject({ ...first, entries: 0, overflow: [], etag: 1 })
  expect((await post(first)).body).toMatchObject({ status: 409, code: 'content_type_exists' })
  const second = definition('news', [field('text', 'title'), field('date', 'day')])
  expect((await owner(`${at}/news`, { method: 'PUT', body: second })).status).toBe(428)
  expect((await put('news', second, '', 1)).body.data).toMatchObject({ etag: 2, fields: second.fields })
  const late = await put('news', second, '', 1)
  expect([late.status, late.body.sent, late.body.current]).toEqual([412, 1, 2])
  expect(wrongs(await put('news', { ...second, key: 'other' }))).toEqual([['/key', 'key_fixed']])
  expect((await owner(`${at}/news`, { method: 'DELETE' })).status).toBe(428)
  expect((await owner(`${at}/news`, { method: 'DELETE', ifMatch: 2 })).status).toBe(204)
  expect((await owner(`${at}/news`)).status).toBe(404)
  const actions = (await owner('/manage/v1/sites/main/audit')).body.data.map(
    (one: { action: string }) => one.action,
  )
  for (const action of ['content_type.created', 'content_type.updated', 'content_type.deleted'])
    expect(actions).toContain(action)
})

const options = ['a', 'b'].map((value) => ({ value, name: words(value) }))
test.each([
  [{ key: 'Bad' }, '/key', 'wrong_format'],
  [{ kind: 'list' }, '/kind', 'not_allowed_value'],
  [{ extra: 1 }, '/extra', 'unknown_field'],
  [{ fields: [] }, '/fields', 'too_few_items'],
  [{ titleField: 'nothing' }, '/titleField', 'title_field'],
  [{ keyField: 'a', fields: [field('text', 'a', { localized: true })] }, '/keyField', 'key_field'],
  [{ fields: [field('text', 'id')] }, '/fields/0/key', 'key_reserved'],
  [{ fields: [field('text', 'constructor')] }, '/fields/0/key', 'key_reserved'],
  [{ fields: [field('text', 'a'), field('text', 'a')] }, '/fields/1/key', 'key_twice'],
  [{ fields: [field('picture', 'a')] }, '/fields/0/type', 'not_allowed_value'],
  [{ fields: [field('number', 'a', { pattern: 'x' })] }, '/fields/0/pattern', 'option_not_for_type'],
  [{ fields: [field('text', 'a', { pattern: '(?=x)' })] }, '/fields/0/pattern', 'pattern_broken'],
  [{ fields: [field('text', 'a', { minLength: 5, maxLength: 4 })] }, '/fields/0/maxLength', 'max_below_min'],
  [{ fields: [field('json', 'a', { unique: true })] }, '/fields/0/unique', 'cannot_be_unique'],
  [{ fields: [field('markdown', 'a', { filterable: true })] }, '/fields/0/filterable', 'cannot_be_filtered'],
  [
    { fields: [field('number', 'a', { searchable: { weight: 'A' } })] },
    '/fields/0/searchable',
    'cannot_be_searched',
  ],
  [{ fields: [field('select', 'a')] }, '/fields/0/options', 'required'],
  [{ fields: [field('select', 'a', { options, default: 'c' })] }, '/fields/0/default', 'not_an_option'],
  [{ fields: [field('relation', 'a', { to: ['nothing'] })] }, '/fields/0/to', 'type_unknown'],
  [
    { fields: [field('group', 'a', { fields: [field('text', 'b', { localized: true })] })] },
    '/fields/0/fields/0/localized',
    'top_level_only',
  ],
])('a wrong definition is refused with its place: %j', async (part, path, code) => {
  const answer = await post({ ...definition('wrong', [field('text', 'a')]), ...part })
  expect(answer.status).toBe(422)
  expect(wrongs(answer)).toContainEqual([path, code])
  expect((await owner(`${at}/wrong`)).status).toBe(404)
})

test('fields beyond the columns of the index are named, and can still be filtered within a cost', async () => {
  const fields = Array.from({ length: 14 }, (_, i) => field('text', `t${i}`, { filterable: true }))
  const made = (await post(definition('wide', fields))).body.data
  expect(made.overflow).toEqual(['t12', 't13'])
  await content.create('wide', { t0: 'x', t13: 'found' })
  await content.create('wide', { t13: 'not' })
  expect(await content.list('type=wide&filter[t13][eq]=found')).toHaveLength(1)
  const sorted = await owner('/manage/v1/sites/main/entries?type=wide&sort=t13')
  expect([sorted.status, wrongs(sorted)]).toEqual([400, [['/sort/t13', 'not_sortable']]])
  const filters = Array.from({ length: 9 }, (_, i) => `filter[and][${i}][t13][contains]=x`).join('&')
  const costly = await owner(`/manage/v1/sites/main/entries?type=wide&${filters}`)
  expect(costly.body.errors[0]).toMatchObject({ code: 'query_too_costly', params: { limit: 200 } })
  const freed = (await put('wide', definition('wide', fields.slice(1)), '?destructive=true')).body.data
  expect(freed.overflow).toEqual(['t13'])
})

test('a type is held by its entries, by endpoints and by types that point to it', async () => {
  await content.define(definition('held', [field('text', 'title')]))
  await content.define(
    definition('holder', [field('group', 'g', { fields: [field('relation', 'r', { to: ['held'] })] })]),
  )
  const remove = () => owner(`${at}/held`, { method: 'DELETE', ifMatch: '*' })
  const { id } = await content.create('held', { title: 'x' })
  expect((await remove()).body.code).toBe('content_type_has_entries')
  await content.remove(id)
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/held', operation: 'entries.list', type: 'held' }
  const made = (await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })).body.data
  expect((await remove()).body.code).toBe('content_type_has_endpoints')
  await owner(`${content.at}/apis/out/endpoints/${made.id}`, { method: 'DELETE', ifMatch: '*' })
  const used = await remove()
  expect([used.body.code, used.body.detail]).toMatchObject([
    'content_type_in_use',
    expect.stringContaining('holder'),
  ])
  await owner(`${at}/holder`, { method: 'DELETE', ifMatch: '*' })
  expect((await remove()).status).toBe(204)
})

test('a type made again under its name is another type: no entries, no grants, no scopes', async () => {
  await content.define(definition('again', [field('text', 'title')]))
  const grants = [
    { permission: 'console.enter' },
    { permission: 'entries.read', types: ['again'] },
    { permission: 'entries.create', types: ['again'] },
  ]
  const body = { key: 'again', name: words('again'), grants }
  await owner(`${content.at}/groups`, { method: 'POST', body })
  const member = contentOf(await dozo.member('again', ['again']))
  const { id } = await member.create('again', { title: 'x' })
  await content.remove(id)
  await owner(`${at}/again`, { method: 'DELETE', ifMatch: '*' })
  await content.define(definition('again', [field('text', 'title')]))
  expect((await member.tryCreate('again', { title: 'y' })).status).toBe(403)
  expect((await owner(`${content.at}/groups/again`)).body.data.grants).toEqual([
    { permission: 'console.enter' },
  ])
})

test('a field made again under its name is another field: nobody was given it, and no condition asks for it', async () => {
  const fields = [field('text', 'title', { filterable: true }), field('text', 'secret', { filterable: true })]
  await content.define(definition('renewed', fields))
  await content.define(definition('beside', fields))
  const grants = [
    { permission: 'console.enter' },
    { permission: 'entries.read', types: ['renewed'], fields: ['title', 'secret'] },
    { permission: 'entries.update', types: ['renewed', 'beside'], fields: ['secret'] },
    { permission: 'entries.delete', types: ['renewed'], condition: { or: [{ secret: 'x' }] } },
  ]
  const body = { key: 'renewed', name: words('renewed'), grants }
  expect((await owner(`${content.at}/groups`, { method: 'POST', body })).status).toBe(201)
  const member = contentOf(await dozo.member('renewed', ['renewed']))
  const { id } = await content.create('renewed', { title: 'x', secret: 'x' })
  expect((await member.get(id)).values).toEqual({ title: 'x', secret: 'x' })
  for (const next of [fields.slice(0, 1), fields])
    await owner(`${at}/renewed?destructive=true`, {
      method: 'PUT',
      ifMatch: '*',
      body: definition('renewed', next),
    })
  await content.patch(id, { secret: 'x' })
  expect((await member.get(id)).values).toEqual({ title: 'x' })
  expect((await member.patch(id, { secret: 'y' })).status).toBe(403)
  expect((await member.remove(id)).status).toBe(403)
  expect((await owner(`${content.at}/groups/renewed`)).body.data.grants).toEqual([
    { permission: 'console.enter' },
    { permission: 'entries.read', types: ['renewed'], fields: ['title'] },
    { permission: 'entries.update', types: ['beside'], fields: ['secret'] },
  ])
})

test('seeing and defining types are permissions, and another site has types of its own', async () => {
  const viewer = await dozo.member('viewer', ['viewer'])
  expect((await viewer(at)).status).toBe(200)
  expect((await post(definition('mine', [field('text', 'a')]), viewer)).body.code).toBe('permission_missing')
  await content.define(definition('ours', [field('text', 'a')]))
  await dozo.makeSite('right')
  const stranger = await dozo.member('owner', ['owner'], 'right')
  expect((await stranger('/manage/v1/sites/right/content-types')).body.data).toEqual([])
  expect((await stranger('/manage/v1/sites/right/content-types/ours')).status).toBe(404)
  expect((await stranger(`${at}/ours`)).status).toBe(404)
  const there = await stranger('/manage/v1/sites/right/content-types', {
    method: 'POST',
    body: definition('points', [field('relation', 'r', { to: ['ours'] })]),
  })
  expect(wrongs(there)).toEqual([['/fields/0/to', 'type_unknown']])
})
