import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { imported } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let other: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  other = await dozo.member('other', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('note', [
      field('text', 'title', { searchable: { weight: 'A' } }),
      field('text', 'body'),
      field('slug', 'slug', { unique: true }),
    ]),
  )
})

/** As the console saves while somebody types. */
const typed = async (id: string, values: object, ask = owner) =>
  succeeded(
    await ask(`${content.at}/entries/${id}`, {
      method: 'PATCH',
      ifMatch: '*',
      body: { values, sitting: 'on' },
    }),
  )
const ended = async (id: string, values: object = {}) =>
  succeeded(
    await owner(`${content.at}/entries/${id}`, {
      method: 'PATCH',
      ifMatch: '*',
      body: { values, sitting: 'end' },
    }),
  )
const versions = async (id: string): Promise<any[]> =>
  succeeded(await owner(`${content.at}/entries/${id}/versions`))
const told = async (id: string): Promise<any[]> =>
  succeeded(await owner(`${content.at}/audit?subjectType=entry&subject=${id}`))
    .filter((one: any) => one.action !== 'entry.created')
    .toReversed()

test('what is saved by itself within a sitting is one version, told of once, with all that it changed', async () => {
  const { id, etag } = await content.create('note', { title: '一' })
  const first = await typed(id, { title: '一日' })
  expect(first).toMatchObject({ version: 2, etag: etag + 1 })
  dozo.time.advance(60_000)
  await typed(id, { body: '晴れ' })
  const last = await typed(id, { title: '一日目' })
  expect(last).toMatchObject({ version: 2, etag: etag + 3, values: { title: '一日目', body: '晴れ' } })
  expect((await versions(id)).map(({ version, open }) => [version, open])).toEqual([
    [2, true],
    [1, false],
  ])
  expect(await told(id)).toEqual([])
  // What was typed is found, though nobody was told of it.
  await dozo.settled()
  expect(await content.list(`type=note&search=${encodeURIComponent('一日目')}`)).toHaveLength(1)
  expect(await ended(id, { body: '曇り' })).toMatchObject({ version: 2, values: { body: '曇り' } })
  expect((await versions(id))[0]).toMatchObject({ version: 2, open: false })
  expect(await told(id)).toMatchObject([
    {
      action: 'entry.updated',
      changes: { title: { before: '一', after: '一日目' }, body: { before: null, after: '曇り' } },
    },
  ])
  expect(await typed(id, { title: '二' })).toMatchObject({ version: 3 })
})

test('a save by somebody else ends it: each has a version and a record of their own', async () => {
  const { id } = await content.create('note', { title: 'a' })
  await typed(id, { title: 'b' })
  await typed(id, { body: 'theirs' }, other)
  expect((await versions(id)).map(({ version, open, by }) => [version, open, by.name])).toEqual([
    [3, true, 'other'],
    [2, false, 'owner'],
    [1, false, 'owner'],
  ])
  await content.patch(id, { title: 'c' })
  const records = await told(id)
  expect(records.map(({ actor, changes }) => [actor.name, changes])).toEqual([
    ['owner', { title: { before: 'a', after: 'b' } }],
    ['other', { body: { before: null, after: 'theirs' } }],
    ['owner', { title: { before: 'b', after: 'c' } }],
  ])
})

test('what readers have, or will have, is never written over', async () => {
  const { id } = await content.create('note', { title: 'a' })
  await typed(id, { title: 'b' })
  await content.publish(id)
  expect(await typed(id, { title: 'c' })).toMatchObject({ version: 3, liveVersion: 2 })
  succeeded(
    await content.schedule(id, { action: 'publish', at: new Date(dozo.time.now.getTime() + 86_400_000) }),
  )
  expect(await typed(id, { title: 'd' })).toMatchObject({ version: 4 })
  const kept = succeeded(await owner(`${content.at}/entries/${id}/versions/3`))
  expect(kept.values).toMatchObject({ title: 'c' })
})

test('who comes back after a quarter of an hour begins another; the first is told of meanwhile, as the doing of its writer', async () => {
  const { id } = await content.create('note', { title: 'a' })
  await typed(id, { title: 'b' }, other)
  dozo.time.advance(16 * 60_000)
  await dozo.runJob('entries.end-sittings')
  expect((await versions(id))[0]).toMatchObject({ version: 2, open: false })
  expect(await told(id)).toMatchObject([
    { action: 'entry.updated', actor: { name: 'other' }, changes: { title: { before: 'a', after: 'b' } } },
  ])
  expect(await typed(id, { title: 'c' }, other)).toMatchObject({ version: 3 })
  dozo.time.advance(10 * 60_000)
  await dozo.runJob('entries.end-sittings')
  expect((await versions(id))[0]).toMatchObject({ version: 3, open: true })
  dozo.time.advance(6 * 60_000)
  expect(await typed(id, { title: 'd' }, other)).toMatchObject({ version: 4 })
})

test('an hour is the longest that one version takes in', async () => {
  const { id } = await content.create('note', { title: 'a' })
  const made: number[] = []
  for (let n = 0; n < 8; n++) {
    made.push((await typed(id, { title: `a${n}` })).version)
    dozo.time.advance(10 * 60_000)
  }
  expect(made).toEqual([2, 2, 2, 2, 2, 2, 2, 3])
})

test('the end of one that is over already says nothing once more', async () => {
  const { id } = await content.create('note', { title: 'a' })
  await typed(id, { title: 'b' })
  await content.patch(id, { title: 'c' })
  const { version } = await ended(id)
  expect(version).toBe(3)
  expect(await told(id)).toHaveLength(2)
})

test('what an import could not write has ended no sitting, and is told of once all the same', async () => {
  const fields = [field('text', 'title'), field('slug', 'slug'), field('text', 'code', { unique: true })]
  await content.define(definition('sheet', fields, { keyField: 'slug' }))
  await content.create('sheet', { title: 'x', slug: 'x', code: 'taken' })
  const { id } = await content.create('sheet', { title: 'a', slug: 'mine' })
  const other = await content.create('sheet', { title: 'o', slug: 'other' })
  await typed(id, { title: 'b' })
  await typed(other.id, { title: 'p' })
  // One line clashes with what is there: the block is rolled back and written without it.
  const lines = [
    { slug: 'mine', title: 'c', code: 'taken' },
    { slug: 'other', title: 'q' },
  ]
  await imported(owner, 'sheet', lines)
  expect((await versions(id))[0]).toMatchObject({ version: 2, open: true })
  expect(await told(id)).toEqual([])
  expect((await told(other.id)).filter((one) => one.action === 'entry.updated')).toHaveLength(1)
})

test('who deletes the entry ends it first', async () => {
  const { id } = await content.create('note', { title: 'a' })
  await typed(id, { title: 'b' })
  succeeded(await content.remove(id))
  expect((await told(id)).map((one) => one.action)).toEqual(['entry.updated', 'entry.deleted'])
})

test('it is no way around the checks: a version seen too early, wrong values, and a word that is none', async () => {
  const { id, etag } = await content.create('note', { title: 'a', slug: 'taken' })
  const send = (body: object, ifMatch: number | '*' = '*') =>
    owner(`${content.at}/entries/${id}`, { method: 'PATCH', ifMatch, body })
  await typed(id, { title: 'b' })
  expect((await send({ values: { title: 'c' }, sitting: 'on' }, etag)).status).toBe(412)
  expect((await send({ values: { slug: 'Not a slug!' }, sitting: 'on' })).body.errors[0].path).toBe(
    '/values/slug',
  )
  expect((await send({ values: {}, sitting: 'off' })).body.errors[0].path).toBe('/sitting')
  expect((await content.get(id)).values).toMatchObject({ title: 'b', slug: 'taken' })
})
