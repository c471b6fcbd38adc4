import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('song', [
      field('text', 'title'),
      field('counter', 'plays', { filterable: true }),
      field('counter', 'likes'),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/songs', operation: 'entries.list', type: 'song', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

const count = (id: string, key: string, body: object = {}, ask: Ask = owner) =>
  ask(`${content.at}/entries/${id}/counters/${key}`, { method: 'POST', body })

test('forty at once are forty, for readers, too, and no edit', async () => {
  const made = await content.create('song', { title: '歌' }, { publish: true })
  const read = async () => (await dozo.site(`/api/out/songs?filter[plays][gte]=1`)).body.data
  expect(await read()).toEqual([])
  const answers = await Promise.all(Array.from({ length: 40 }, () => count(made.id, 'plays')))
  expect(answers.map(({ body }) => body.data.value).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, i) => i + 1),
  )
  expect((await count(made.id, 'plays', { by: -2 })).body.data).toEqual({ field: 'plays', value: 38 })
  expect(await read()).toMatchObject([{ plays: 38, likes: 0 }])
  expect(await content.list('type=song&filter[plays]=38')).toHaveLength(1)
  const now = await content.get(made.id)
  expect([now.version, now.etag, now.status]).toEqual([made.version, made.etag, 'live'])
})

test('an older version that comes back, or goes live, does not take back what was counted since', async () => {
  const made = await content.create('song', { title: '一' })
  await content.patch(made.id, { title: '二' })
  await count(made.id, 'plays', { by: 5 })
  const back = await owner(`${content.at}/entries/${made.id}/restore`, {
    method: 'POST',
    ifMatch: '*',
    body: { version: 1 },
  })
  expect(back.body.data.values).toEqual({ title: '一', plays: 5, likes: 0 })
  await content.publish(made.id)
  expect((await content.get(made.id)).live.plays).toBe(5)
})

test('an edit keeps what was counted while it was being written, and may set a counter', async () => {
  const made = await content.create('song', { title: '編' })
  await count(made.id, 'plays')
  expect((await content.patch(made.id, { title: '集' }, made.etag)).body.data.values.plays).toBe(1)
  expect((await content.patch(made.id, { plays: 100 })).body.data.values.plays).toBe(100)
  expect((await count(made.id, 'plays')).body.data.value).toBe(101)
})

test('what was there before the counter was has counted nothing yet', async () => {
  const type = (more: object[]) => definition('old', [field('text', 'title'), ...more])
  await content.define(type([]))
  const { id } = await content.create('old', { title: '古' }, { publish: true })
  const body = type([field('counter', 'plays')])
  await owner(`${content.at}/content-types/old`, { method: 'PUT', ifMatch: '*', body })
  const endpoint = { path: '/old', operation: 'entries.list', type: 'old' }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
  expect((await dozo.site('/api/out/old')).body.data[0].plays).toBe(0)
  expect((await count(id, 'plays')).body.data.value).toBe(1)
})

test('only counters are counted, by whole numbers that a counter can hold, by who may edit the field', async () => {
  const made = await content.create('song', { title: '数', plays: Number.MAX_SAFE_INTEGER })
  expect((await count(made.id, 'plays')).body.errors).toMatchObject([{ path: '/by', code: 'counter_full' }])
  expect((await count(made.id, 'title')).status).toBe(404)
  expect((await count(made.id, 'constructor')).status).toBe(404)
  expect((await count('x', 'plays')).status).toBe(404)
  for (const by of [1.5, '1', 1e9, null, [1]])
    expect((await count(made.id, 'likes', { by })).status).toBe(422)
  const member = async (key: string, more: object[]) => {
    const body = { key, name: { ja: key, en: key }, grants: [...entering, ...more] }
    expect((await owner(`${content.at}/groups`, { method: 'POST', body })).status).toBe(201)
    return dozo.member(key, [key])
  }
  const fan = await member('fans', [{ permission: 'entries.update', fields: ['title', 'likes'] }])
  expect((await count(made.id, 'likes', {}, fan)).body.data).toEqual({ field: 'likes', value: 1 })
  expect((await count(made.id, 'plays', { by: -1 }, fan)).body.code).toBe('field_forbidden')
  expect((await count(made.id, 'likes', {}, await member('readers', []))).status).toBe(403)
})

const entering = [{ permission: 'console.enter' }, { permission: 'entries.read' }]
