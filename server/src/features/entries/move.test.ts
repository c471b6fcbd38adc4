import { beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
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

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('step', [field('text', 'title')], { ordered: 'manual' }))
  await content.define(definition('shelf', [field('text', 'title')], { kind: 'tree' }))
  await content.define(definition('news', [field('text', 'title')]))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  for (const type of ['step', 'shelf']) {
    const endpoint = { path: `/${type}s`, operation: 'entries.list', type, cacheSeconds: 60 }
    succeeded(await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint }))
  }
})

const move = (id: string, body: object, ifMatch: number | '*' = '*', as = owner) =>
  as(`${content.at}/entries/${id}/move`, { method: 'POST', ifMatch, body })
const titles = (rows: any[]) => rows.map((one) => one.values.title)
const below = async (parent: string) => titles(await content.list(`type=shelf&filter[parent][eq]=${parent}`))

test('a list that is ordered by hand: new ones at the end, moved in one call, for readers at once', async () => {
  const ids: Record<string, string> = {}
  for (const title of ['a', 'b', 'c', 'd'])
    ids[title] = (await content.create('step', { title }, { publish: true })).id
  const order = async () => {
    const seen = (await dozo.site('/api/out/steps')).body.data.map((one: any) => one.title).join('')
    expect(titles(await content.list('type=step')).join('')).toBe(seen)
    return seen
  }
  expect(await order()).toBe('abcd')
  await move(ids['d']!, { before: ids['b'] })
  expect(await order()).toBe('adbc')
  await move(ids['a']!, { after: ids['b'] })
  expect(await order()).toBe('dbac')
  await move(ids['c']!, { place: 'first' })
  expect(await order()).toBe('cdba')
  const { etag, version } = await content.get(ids['c']!)
  const last = succeeded(await move(ids['c']!, { place: 'last' }, etag))
  expect(await order()).toBe('dbac')
  expect([last.version, last.status]).toEqual([version, 'live'])
  expect((await move(ids['c']!, { place: 'first' }, etag)).status).toBe(412)
  const record = (await owner(`${content.at}/audit?action=entry.moved&size=1`)).body.data[0]
  expect(record.subject.id).toBe(ids['c'])
})

test('any moves at all leave the order that a list in memory has, however narrow the gaps become', async () => {
  const ids: string[] = []
  for (let n = 0; n < 5; n++) ids.push((await content.create('step', { title: `m${n}` })).id)
  let order = (await content.list('type=step')).map((one) => one.id as string)
  const one = fc.record({
    which: fc.nat(4),
    other: fc.nat(4),
    way: fc.constantFrom('before' as const, 'after' as const),
  })
  const moves = fc.sample(one, { numRuns: 60, seed: 20261125 })
  for (const { which, other, way } of [
    ...moves,
    ...moves.map((same) => ({ ...same, way: 'before' as const })),
  ]) {
    const [id, beside] = [ids[which]!, ids[other]!]
    if (id === beside) continue
    succeeded(await move(id, { [way]: beside }))
    order = order.filter((known) => known !== id)
    order.splice(order.indexOf(beside) + (way === 'after' ? 1 : 0), 0, id)
  }
  expect((await content.list('type=step')).map((row) => row.id)).toEqual(order)
})

test('in a tree a branch moves with what lies below it, beside any entry, but never below itself', async () => {
  const shelf = async (title: string, parent?: string) =>
    (await content.create('shelf', { title }, { ...(parent ? { parent } : {}), publish: true })).id
  const top = await shelf('top')
  const other = await shelf('other')
  const [x, y] = [await shelf('x', top), await shelf('y', top)]
  const z = await shelf('z', other)
  const low = await shelf('low', x)
  succeeded(await move(z, { before: y }))
  expect(await below(top)).toEqual(['x', 'z', 'y'])
  expect(await content.get(z)).toMatchObject({ parent: top, status: 'changed', version: 2 })
  expect((await dozo.site('/api/out/shelfs')).body.data.find((one: any) => one.id === z).parent).toBe(other)
  succeeded(await move(x, { place: 'first', parent: other }))
  expect([await below(top), await below(other), await below(x)]).toEqual([['z', 'y'], ['x'], ['low']])
  for (const body of [{ place: 'last', parent: low }, { place: 'last', parent: x }, { before: low }])
    expect(wrongs(await move(x, body)), JSON.stringify(body)).toEqual([['/parent', 'parent_is_descendant']])
  succeeded(await move(x, { place: 'last', parent: null }))
  expect((await content.get(x)).parent).toBeNull()
})

test.each([
  ['all the same', [0, 0, 0, 0]],
  ['one after the other', [1, 2, 3, 4]],
  ['from nothing', [0, 1, 2, 3]],
  ['nearly the same', [0, 0, 1, 1]],
])('neighbours whose places are %s make room', async (_name, places) => {
  const root = (await content.create('shelf', { title: 'root' })).id
  const ids: string[] = []
  for (const [n, position] of places.entries())
    ids.push((await content.create('shelf', { title: `${n}` }, { parent: root, position, publish: true })).id)
  succeeded(await move(ids[0]!, { after: ids[1] }))
  expect(await below(root)).toEqual(['1', '0', '2', '3'])
  succeeded(await move(ids[0]!, { before: ids[1] }))
  expect(await below(root)).toEqual(['0', '1', '2', '3'])
})

test('two who move at the same time each get their move, and no ring', async () => {
  const shelf = async (title: string) => (await content.create('shelf', { title })).id
  const [a, b] = [await shelf('ra'), await shelf('rb')]
  const answers = await Promise.all([
    move(a, { place: 'last', parent: b }),
    move(b, { place: 'last', parent: a }),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
})

test('where to is said exactly once, beside an entry of the type, where order is by hand', async () => {
  const { id } = await content.create('step', { title: 'w' })
  const other = await content.create('step', { title: 'v' })
  const note = await content.create('news', { title: 'n' })
  expect((await move(note.id, { place: 'first' })).body.code).toBe('not_ordered')
  for (const body of [
    { before: other.id, after: other.id },
    { before: other.id, place: 'last' },
    { parent: null },
    { before: other.id, parent: null },
  ])
    expect(wrongs(await move(id, body)), JSON.stringify(body)).toEqual([['', 'move_where']])
  expect(wrongs(await move(id, { before: id }))).toEqual([['/before', 'entry_missing']])
  expect(wrongs(await move(id, { after: note.id }))).toEqual([['/after', 'entry_missing']])
  expect(wrongs(await move(id, { place: 'last', parent: other.id }))).toEqual([['/parent', 'not_a_tree']])
  for (const bad of [{}, { place: 'middle' }, { before: 'x' }, { position: 3 }])
    expect((await move(id, bad)).status).toBe(422)
})

test('moving needs the right to change the entry, in this site', async () => {
  const { id } = await content.create('step', { title: 'own' })
  const grants = [
    { permission: 'console.enter' },
    { permission: 'entries.read' },
    { permission: 'entries.update', own: true },
  ]
  const group = { key: 'authors', name: words('authors'), grants }
  succeeded(await owner(`${content.at}/groups`, { method: 'POST', body: group }))
  const author = await dozo.member('author', ['authors'])
  expect((await move(id, { place: 'first' }, '*', author)).status).toBe(403)
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  const there = await stranger(`/manage/v1/sites/other/entries/${id}/move`, {
    method: 'POST',
    ifMatch: '*',
    body: { place: 'first' },
  })
  expect(there.status).toBe(404)
})

test('of a type with a limit there are never more, however many are made at once, imported or taken back', async () => {
  await content.define(definition('board', [field('text', 'title')], { maxEntries: 3 }))
  const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => content.tryCreate('board', { title: `${n}` })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'entries_max' })
  const [first] = await content.list('type=board')
  expect((await content.copy(first.id)).body.code).toBe('entries_max')
  await content.remove(first.id)
  const imported = await owner(`${content.at}/imports?type=board`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: '{"title":"x"}\n{"title":"y"}\n',
  })
  await dozo.settled()
  const done = succeeded(await owner(`${content.at}/imports/${imported.body.data.id}`))
  expect([done.created, done.failed]).toEqual([1, 1])
  expect((await content.recover(first.id)).body.code).toBe('entries_max')
  expect(await content.list('type=board')).toHaveLength(3)
  const wrong = await owner(`${content.at}/content-types`, {
    method: 'POST',
    body: definition('leaf', [field('text', 'title')], { kind: 'tree', ordered: 'manual' }),
  })
  expect(wrongs(wrong)).toEqual([['/ordered', 'ordered_plain']])
})
