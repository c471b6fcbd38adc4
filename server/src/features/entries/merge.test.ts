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

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('tag', [field('slug', 'slug'), field('text', 'name')], {
      keyField: 'slug',
      titleField: 'name',
    }),
  )
  await content.define(definition('other', [field('text', 'name')]))
  await content.define(
    definition('news', [
      field('text', 'title'),
      field('relation', 'tags', { to: ['tag'], many: true, filterable: true }),
      field('relation', 'main', { to: ['tag'] }),
      field('repeat', 'rows', { fields: [field('relation', 'tag', { to: ['tag'] })] }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  for (const body of [
    { path: '/news', operation: 'entries.list', type: 'news', cacheSeconds: 60 },
    { path: '/tags/{key}', operation: 'entries.get', type: 'tag', cacheSeconds: 60 },
  ])
    succeeded(await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body }))
})

let round = 0
async function tags() {
  round++
  const make = async (slug: string) =>
    (await content.create('tag', { slug: `${slug}-${round}`, name: slug }, { publish: true })).id
  return { from: await make('old'), into: await make('new'), other: await make('other') }
}
const merge = (id: string, into: string, ask = owner) =>
  ask(`${content.at}/entries/${id}/merge`, { method: 'POST', body: { into } })
const readers = async (query = '') => (await dozo.site(`/api/out/news?sort=number${query}`)).body.data

test('whatever points to one tag points to the other, at any depth, for editors and readers; named twice it stays once', async () => {
  const { from, into, other } = await tags()
  const both = await content.create(
    'news',
    { title: 'both', tags: [other, from, into], main: from },
    { publish: true },
  )
  const deep = await content.create(
    'news',
    { title: 'deep', rows: [{ tag: from }, { tag: other }] },
    { publish: true },
  )
  const draft = await content.create('news', { title: 'draft', tags: [from] })
  expect((await readers(`&filter[tags]=${from}`)).map((one: any) => one.title)).toEqual(['both'])
  const begun = await merge(from, into)
  expect([begun.status, begun.body.data]).toEqual([202, { from, into, references: 3 }])
  await dozo.settled()
  const valuesOf = async (id: string) => (await content.get(id)).values
  expect(await valuesOf(both.id)).toMatchObject({ tags: [other, into], main: into })
  expect(await valuesOf(deep.id)).toMatchObject({ rows: [{ tag: into }, { tag: other }] })
  expect((await valuesOf(draft.id)).tags).toEqual([into])
  expect((await readers(`&filter[tags]=${into}`)).map((one: any) => one.title)).toEqual(['both'])
  expect(await readers(`&filter[tags]=${from}`)).toEqual([])
  expect((await content.get(both.id)).status).toBe('live')
  expect((await content.get(draft.id)).status).toBe('draft')
})

test('the one that goes lies in the trash, and its address leads to the one that stays', async () => {
  const { from, into } = await tags()
  await merge(from, into)
  await dozo.settled()
  expect((await owner(`${content.at}/entries/${from}`)).status).toBe(404)
  const moved = await dozo.site(`/api/out/tags/old-${round}`)
  expect([moved.status, moved.body.code, moved.body.location]).toEqual([404, 'moved', `new-${round}`])
  const audit = (await owner(`${content.at}/audit?action=entry.merged`)).body.data
  expect(audit.length).toBeGreaterThan(0)
})

test('what cannot be merged is refused by name', async () => {
  const { from, into } = await tags()
  const other = (await content.create('other', { name: 'x' })).id
  expect(wrongs(await merge(from, from))).toEqual([['/into', 'merge_itself']])
  expect(wrongs(await merge(from, other))).toEqual([['/into', 'entry_of_other_type']])
  expect(wrongs(await merge(from, '00000000-0000-7000-8000-000000000000'))).toEqual([
    ['/into', 'entry_missing'],
  ])
  expect((await merge('00000000-0000-7000-8000-000000000000', into)).status).toBe(404)
})

test('whoever may not change and publish all that points there merges nothing', async () => {
  const { from, into } = await tags()
  const news = await content.create('news', { title: 'kept', tags: [from] }, { publish: true })
  const grants = ['console.enter', 'entries.read', 'entries.delete', 'entries.publish'].map((permission) => ({
    permission,
  }))
  const own = { permission: 'entries.update', own: true }
  succeeded(
    await owner(`${content.at}/groups`, {
      method: 'POST',
      body: { key: 'half', name: words('half'), grants: [...grants, own] },
    }),
  )
  const half = await dozo.member('half', ['half'])
  expect((await merge(from, into, half)).status).toBe(403)
  await dozo.settled()
  expect((await content.get(news.id)).values.tags).toEqual([from])
})
