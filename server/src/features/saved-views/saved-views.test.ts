import { beforeAll, expect, test } from 'vitest'
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
let path: string
const people: Record<string, Ask> = {}

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  path = `${content.at}/saved-views`
  await content.define(
    definition('page', [
      field('text', 'title', { filterable: true }),
      field('text', 'secret', { filterable: true }),
      field('number', 'price', { filterable: true }),
    ]),
  )
  await content.define(definition('hidden', [field('text', 'title')]))
  for (const [key, grant] of Object.entries({
    ann: { types: ['page'] },
    bob: { types: ['page'], fields: ['title', 'price'] },
  })) {
    const grants = [{ permission: 'console.enter' }, { permission: 'entries.read', ...grant }]
    const group = { key, name: words(key), grants }
    succeeded(await owner(`${content.at}/groups`, { method: 'POST', body: group }))
    people[key] = await dozo.member(key, [key])
  }
})

const save = (body: object, as = owner) => as(path, { method: 'POST', body: { type: 'page', ...body } })
const names = async (as: Ask, query = '?type=page') =>
  succeeded(await as(`${path}${query}`)).map((one: any) => one.name)

test('a view is kept as it was saved, and its own question finds what it found', async () => {
  const wanted = {
    name: '高いもの',
    filter: { and: [{ price: { gte: 10 } }] },
    search: '本',
    sort: '-price',
    columns: ['title', 'price', 'state'],
  }
  const made = succeeded(await save(wanted))
  expect(made).toMatchObject({ ...wanted, type: 'page', shared: false, own: true, can: { update: true } })
  const [kept] = succeeded(await owner(`${path}?type=page`))
  expect(kept).toEqual(made)
  const { filter, sort } = kept
  for (const price of [5, 20, 30]) await content.create('page', { title: '本', price })
  const found = await owner(`${content.at}/entries/query`, {
    method: 'POST',
    body: { type: 'page', filter, sort },
  })
  expect(found.body.data.map((one: any) => one.values.price)).toEqual([30, 20])
})

test('one’s own are one’s own, shared ones are everybody’s to open and their maker’s to change', async () => {
  const { ann, bob } = people as { ann: Ask; bob: Ask }
  const own = succeeded(await save({ name: '私の' }, ann))
  const shared = succeeded(await save({ name: 'みんなの', shared: true }, ann))
  expect(await names(bob)).toEqual(['みんなの'])
  expect(await names(ann)).toEqual(['私の', 'みんなの'])
  const change = (id: string, body: object, as: Ask, ifMatch: number | '*' = '*') =>
    as(`${path}/${id}`, { method: 'PUT', ifMatch, body })
  expect((await change(own.id, { name: 'x' }, bob)).status).toBe(404)
  expect((await change(shared.id, { name: 'x' }, bob)).status).toBe(403)
  expect((await bob(`${path}/${shared.id}`, { method: 'DELETE', ifMatch: '*' })).status).toBe(403)
  expect((await change(own.id, { name: 'x' }, owner)).status).toBe(404)
  expect((await change(shared.id, { name: '直した', shared: true }, owner)).body.data).toMatchObject({
    name: '直した',
    etag: 2,
    own: false,
  })
  expect((await change(shared.id, { name: '奪う' }, owner)).status).toBe(403)
  expect((await change(shared.id, { name: 'x', shared: true }, ann, 1)).status).toBe(412)
  expect((await ann(`${path}/${shared.id}`, { method: 'DELETE', ifMatch: 2 })).status).toBe(204)
  expect(await names(bob)).toEqual([])
})

test('a name is there once for each person and type', async () => {
  const { ann, bob } = people as { ann: Ask; bob: Ask }
  succeeded(await save({ name: '同じ' }, ann))
  expect((await save({ name: '同じ' }, ann)).body.code).toBe('view_exists')
  expect((await save({ name: '同じ' }, bob)).status).toBe(201)
  const other = succeeded(await save({ name: '別' }, ann))
  const renamed = await ann(`${path}/${other.id}`, { method: 'PUT', ifMatch: '*', body: { name: '同じ' } })
  expect([renamed.status, renamed.body.code]).toEqual([409, 'view_exists'])
})

test('a question that cannot be asked is not kept, nor one about what the caller may not read', async () => {
  const at = async (body: object, as = owner) =>
    wrongs(await save({ name: 'n', ...body }, as)).map(([one]) => one)
  expect(await at({ filter: { nothing: { eq: 1 } } })).toEqual(['/filter/nothing'])
  expect(await at({ filter: { price: { near: 1 } } })).toEqual(['/filter/price/near'])
  expect(await at({ sort: '-nothing' })).toHaveLength(1)
  expect(await at({ columns: ['title', 'nothing'] })).toEqual(['/columns/1'])
  expect(await at({ filter: { secret: { eq: 'x' } } }, people['bob'])).toHaveLength(1)
  for (const bad of [{ name: ' ' }, { name: '' }, { columns: [] }, { owner_id: 'x' }, { filter: [] }])
    expect((await save({ name: 'n', ...bad })).status, JSON.stringify(bad)).toBe(422)
  expect((await save({ name: 'n', type: 'hidden' }, people['bob'])).status).toBe(403)
  expect(await names(people['bob']!, '')).toEqual(['同じ'])
})

test('a column of a field that is gone is gone, and a view goes with its type', async () => {
  await content.define(definition('brief', [field('text', 'title'), field('text', 'old')]))
  succeeded(await save({ type: 'brief', name: '略', columns: ['title', 'old', 'by'] }))
  const changed = await owner(`${content.at}/content-types/brief`, {
    method: 'PUT',
    ifMatch: '*',
    body: definition('brief', [field('text', 'title')]),
  })
  expect(changed.status).toBe(200)
  expect(succeeded(await owner(`${path}?type=brief`))[0].columns).toEqual(['title', 'by'])
  await owner(`${content.at}/content-types/brief`, { method: 'DELETE', ifMatch: '*' })
  expect(await names(owner, '')).not.toContain('略')
})

test('another site sees no view', async () => {
  const { id } = succeeded(await save({ name: '壁', shared: true }))
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  expect(succeeded(await stranger('/manage/v1/sites/other/saved-views'))).toEqual([])
  const one = `/manage/v1/sites/other/saved-views/${id}`
  expect((await stranger(one, { method: 'DELETE', ifMatch: '*' })).status).toBe(404)
  expect((await stranger(one, { method: 'PUT', ifMatch: '*', body: { name: 'x' } })).status).toBe(404)
})
