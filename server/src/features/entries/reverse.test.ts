import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
let author: { id: string }

const of = { type: 'post', field: 'author' }
const authors = (more: object[]) =>
  definition('author', [field('text', 'name', { filterable: true }), ...more])

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(authors([]))
  await content.define(
    definition('post', [
      field('text', 'title', { localized: true }),
      field('relation', 'author', { to: ['author'] }),
      field('relation', 'helpers', { to: ['author'], many: true }),
      field('relation', 'secret', { to: ['author'], neverDelivered: true }),
    ]),
  )
  const more = [
    field('reverse', 'posts', { of, max: 3, filterable: true }),
    field('reverse', 'helped', { of: { type: 'post', field: 'helpers' }, filterable: true }),
    field('reverse', 'hidden', { of: { type: 'post', field: 'secret' }, filterable: true }),
  ]
  const put = { method: 'PUT', ifMatch: '*', body: authors(more) } as const
  expect((await owner(`${content.at}/content-types/author`, put)).status).toBe(200)
  await dozo.settled()
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  for (const [path, operation] of [
    ['/authors', 'entries.list'],
    ['/authors/{id}', 'entries.get'],
  ])
    await owner(`${content.at}/apis/out/endpoints`, {
      method: 'POST',
      body: { path, operation, type: 'author', cacheSeconds: 60 },
    })
  author = await content.create('author', { name: '紫' }, { publish: true })
})

const post = (title: string, more: object, publish = true) =>
  content.create('post', { title: { ja: title }, ...more }, { publish })
const one = async (fields: string) =>
  (await dozo.site(`/api/out/authors/${author.id}?fields=${fields}`)).body.data

test('readers get what points to an entry, the newest first, as ids or with what they ask of it, and only what is live', async () => {
  expect(await one('posts')).toMatchObject({ posts: [] })
  const first = await post('一', { author: author.id })
  const draft = await post('下書き', { author: author.id }, false)
  const second = await post('二', { author: author.id, helpers: [author.id] })
  // The answers were kept: none outlives the change of what they tell of.
  expect((await one('posts')).posts).toEqual([second.id, first.id])
  expect((await one('posts.title,helped.title,name')).posts).toMatchObject([
    { id: second.id, type: 'post', title: '二' },
    { id: first.id, title: '一' },
  ])
  await content.publish(draft.id)
  const third = await post('三', { author: author.id })
  expect((await one('posts')).posts).toEqual([third.id, second.id, draft.id])
  await content.unpublish(third.id)
  expect((await one('posts.author.name,helped')).posts[0].author.name).toBe('紫')
  await content.patch(second.id, { author: null })
  await content.publish(second.id)
  expect((await one('posts')).posts).toEqual([draft.id, first.id])
  const [listed] = (await dozo.site('/api/out/authors?fields=name,posts,helped')).body.data
  expect(listed).toMatchObject({ name: '紫', posts: [draft.id, first.id], helped: [second.id] })
  expect((await dozo.site('/api/out/authors')).body.data[0]).not.toHaveProperty('posts')
})

test('filters ask whether anything points here, and how much', async () => {
  const lonely = await content.create('author', { name: '独' }, { publish: true })
  const found = async (filter: string) =>
    (await dozo.site(`/api/out/authors?filter${filter}`)).body.data.map((data: { id: string }) => data.id)
  expect(await found('[posts][exists]=true')).toEqual([author.id])
  expect(await found('[posts][exists]=false')).toEqual([lonely.id])
  expect(await found('[posts][gte]=2')).toEqual([author.id])
  expect(await found('[posts]=0')).toEqual([lonely.id])
  expect(await found('[posts][gt]=2')).toEqual([])
  // Of the working copies there are more.
  expect(await content.list('type=author&filter[posts][gt]=2')).toHaveLength(1)
})

test('the other side of what is never delivered does not exist for readers', async () => {
  await post('秘', { secret: author.id })
  for (const query of ['fields=hidden', 'filter[hidden][exists]=true']) {
    const answer = await dozo.site(`/api/out/authors?${query}`)
    expect(answer.status, query).toBe(400)
    expect(answer.body.errors[0].path).toContain('hidden')
  }
  expect(await content.list('type=author&filter[hidden]=1')).toHaveLength(1)
})

test('editors get names and number of what they may read', async () => {
  const read = async (ask: Ask, field = 'posts') =>
    (await ask(`${content.at}/entries/${author.id}/reverse/${field}`)).body.data
  const seen = await read(owner)
  expect(seen.count).toBe(3)
  expect(seen.entries.map((entry: { title: string }) => entry.title)).toEqual(['三', '下書き', '一'])
  const grants = [{ permission: 'console.enter' }, { permission: 'entries.read', types: ['author'] }]
  await owner(`${content.at}/groups`, {
    method: 'POST',
    body: { key: 'few', name: { ja: 'f', en: 'f' }, grants },
  })
  expect(await read(await dozo.member('few', ['few']))).toEqual({ count: 0, entries: [] })
  expect((await owner(`${content.at}/entries/${author.id}/reverse/name`)).status).toBe(404)
})

test('nobody writes it, and its definition names a relation that leads here', async () => {
  expect(wrongs(await content.patch(author.id, { posts: [author.id] }))).toEqual([
    ['/values/posts', 'not_writable'],
  ])
  const refused = async (more: object) =>
    wrongs(
      await owner(`${content.at}/content-types`, {
        method: 'POST',
        body: definition('odd', [field('reverse', 'x', more)]),
      }),
    )
  expect(await refused({})).toEqual([['/fields/0/of', 'required']])
  expect(await refused({ of: { type: 'nope', field: 'a' } })).toEqual([['/fields/0/of/type', 'type_unknown']])
  expect(await refused({ of: { type: 'post', field: 'title' } })).toEqual([
    ['/fields/0/of/field', 'reverse_of'],
  ])
  expect(await refused({ of })).toEqual([['/fields/0/of/field', 'reverse_of']])
  expect(await refused({ of, required: true })).toEqual([['/fields/0/required', 'option_not_for_type']])
  expect(await refused({ of, max: 0 })).toEqual([['/fields/0/max', 'page_size']])
  expect(await refused({ of, localized: true })).toEqual([['/fields/0/localized', 'cannot_be_localized']])
})
