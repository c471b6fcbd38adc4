import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('author', [field('text', 'name'), field('text', 'secret')]))
  await content.define(
    definition('post', [
      field('text', 'title'),
      field('relation', 'author', { to: ['author'] }),
      field('relation', 'also', { to: ['author', 'post'], many: true }),
      field('repeat', 'parts', { fields: [field('relation', 'who', { to: ['author'] })] }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/posts/{id}', operation: 'entries.get', type: 'post', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

test('deleting what others point to is refused with the list of them, whatever place the relation stands in', async () => {
  const author = await content.create('author', { name: '著者' })
  const direct = await content.create('post', { title: '1', author: author.id })
  const many = await content.create('post', { title: '2', also: [author.id] })
  const within = await content.create('post', { title: '3', parts: [{}, { who: author.id }] })
  const refused = await content.remove(author.id)
  expect([refused.status, refused.body.code]).toEqual([409, 'entry_referenced'])
  expect(refused.body.detail).toContain('(3)')
  expect(byTitle(refused.body.references)).toEqual([
    { id: direct.id, title: '1', type: 'post', field: 'author' },
    { id: many.id, title: '2', type: 'post', field: 'also' },
    { id: within.id, title: '3', type: 'post', field: 'parts' },
  ])
  const listed = await owner(`${content.at}/entries/${author.id}/references`)
  expect(listed.body.data).toEqual(refused.body.references)
  expect((await content.get(author.id)).values.name).toBe('著者')
})

const byTitle = (rows: { title: string }[]) => rows.toSorted((a, b) => (a.title < b.title ? -1 : 1))

test('what only the live copy still points to holds an entry, too', async () => {
  const author = await content.create('author', { name: '元' })
  const { id } = await content.create('post', { author: author.id }, { publish: true })
  await content.patch(id, { author: null })
  expect((await content.remove(author.id)).status).toBe(409)
  await content.publish(id)
  expect((await content.remove(author.id)).status).toBe(204)
})

test('an entry that points to itself may go', async () => {
  const { id } = await content.create('post', { title: '自' })
  await content.patch(id, { also: [id] })
  expect((await content.remove(id)).status).toBe(204)
  expect((await owner(`${content.at}/entries/${id}`)).status).toBe(404)
})

test('a forced deletion leaves readers and editors with what still exists, and says in the audit log that it was forced', async () => {
  const author = await content.create('author', { name: '消える' }, { publish: true })
  const { id } = await content.create(
    'post',
    { title: '残る', author: author.id, also: [author.id] },
    { publish: true },
  )
  const read = () => dozo.site(`/api/out/posts/${id}?fields=title,author.name,also.name`)
  expect((await read()).body.data.author.name).toBe('消える')
  expect((await content.remove(author.id, '?force=true')).status).toBe(204)
  expect((await read()).body.data).toMatchObject({ title: '残る', author: null, also: [] })
  expect((await content.patch(id, { title: '直る' })).status).toBe(200)
  expect((await content.publish(id)).status).toBe(200)
  expect(wrongs(await content.patch(id, { author: author.id }))).toEqual([
    ['/values/author', 'entry_missing'],
  ])
  const { body } = await owner(`${content.at}/audit?action=entry.deleted`)
  const record = body.data.find((one: { subject: { id: string } }) => one.subject.id === author.id)
  expect(record.changes).toMatchObject({ forced: { after: true } })
})

test('who may not read the entries that point, or their titles, is not told the titles', async () => {
  const author = await content.create('author', { name: '知られた' })
  const hidden = await content.create('post', { title: '秘密の題', author: author.id })
  const grants = [
    { permission: 'console.enter' },
    { permission: 'entries.read', types: ['author'] },
    { permission: 'entries.delete', types: ['author'] },
  ]
  const reads = {
    none: [],
    own: [{ permission: 'entries.read', types: ['post'], own: true }],
    untitled: [{ permission: 'entries.read', types: ['post'], fields: ['author'] }],
  }
  for (const [key, more] of Object.entries(reads)) {
    const body = { key: `g-${key}`, name: { ja: key, en: key }, grants: [...grants, ...more] }
    await owner(`${content.at}/groups`, { method: 'POST', body })
    const someone = await dozo.member(key, [`g-${key}`])
    const answers = [
      await someone(`${content.at}/entries/${author.id}/references`),
      await contentOf(someone).remove(author.id),
    ]
    for (const answer of answers) {
      expect(answer.text, key).toContain(hidden.id)
      expect(answer.text, key).not.toContain('秘密の題')
    }
  }
})

test('another site neither points to an entry nor deletes it', async () => {
  await dozo.makeSite('right')
  const there = contentOf(await dozo.member('owner', ['owner'], 'right'), 'right')
  await there.define(definition('author', [field('text', 'name')]))
  await there.define(definition('post', [field('relation', 'author', { to: ['author'] })]))
  const { id } = await content.create('author', { name: 'こちら' })
  expect(wrongs(await there.tryCreate('post', { author: id }))).toEqual([['/values/author', 'entry_missing']])
  for (const answer of [
    await there.remove(id, '?force=true'),
    await there.patch(id, {}),
    await there.publish(id),
  ])
    expect(answer.status).toBe(404)
  expect((await content.get(id)).values.name).toBe('こちら')
})

test('what points to an entry is read page by page, each place once', async () => {
  const author = await content.create('author', { name: '人気' })
  const ids: string[] = []
  for (let n = 0; n < 7; n++)
    ids.push(
      (
        await content.create(
          'post',
          { title: `${n}`, author: author.id, also: [author.id] },
          { publish: true },
        )
      ).id,
    )
  const found: string[] = []
  let sizes = 0
  for (let after = ''; ; sizes++) {
    const { body } = await owner(`${content.at}/entries/${author.id}/references?size=5${after}`)
    found.push(...body.data.map((one: { id: string; field: string }) => `${one.id} ${one.field}`))
    if (!body.meta.page.next) break
    after = `&after=${body.meta.page.next}`
  }
  expect(sizes).toBe(2)
  expect(found).toEqual(ids.flatMap((id) => [`${id} also`, `${id} author`]))
  for (const bad of ['x', `${author.id}`, `${author.id}_`, `${author.id}_a'b`])
    expect((await owner(`${content.at}/entries/${author.id}/references?after=${bad}`)).status).toBe(400)
})
