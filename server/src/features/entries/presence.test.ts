import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let other: Ask & { id: string }
let content: Content
beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  other = await dozo.member('other', ['owner'])
  content = contentOf(owner)
  await content.define(definition('note', [field('text', 'title')]))
})

const at = (id: string) => `${content.at}/entries/${id}/presence`
const here = async (ask: Ask, id: string, writing = false) =>
  succeeded(await ask(at(id), { method: 'PUT', body: { writing } }))

test('who has an entry open sees who else has, since when, and whether they write', async () => {
  const { id, etag } = await content.create('note', { title: 'a' })
  expect(await here(owner, id)).toMatchObject({ etag, others: [] })
  expect((await here(other, id, true)).others).toMatchObject([{ name: 'owner', writing: false }])
  const since = dozo.time.now.toISOString()
  dozo.time.advance(15_000)
  await here(other, id)
  expect((await here(owner, id)).others).toEqual([{ id: other.id, name: 'other', writing: false, since }])
  const changed = await content.patch(id, { title: 'b' })
  expect(await here(other, id)).toMatchObject({
    etag: changed.body.data.etag,
    updatedBy: { name: 'owner' },
  })
})

test('who closes it is gone at once, who falls silent after a minute', async () => {
  const { id } = await content.create('note', { title: 'a' })
  await here(other, id)
  expect((await here(owner, id)).others).toHaveLength(1)
  expect((await other(at(id), { method: 'DELETE' })).status).toBe(204)
  expect((await here(owner, id)).others).toEqual([])
  await here(other, id)
  dozo.time.advance(60_000)
  expect((await here(owner, id)).others).toEqual([])
  dozo.time.advance(60_000)
  await dozo.runJob('entries.clear-presence')
  const [left] = await dozo.app.db.asOwner('test', (tx) =>
    tx.many<{ rows: number }>(sql`select count(*)::int as rows from entry_presence`),
  )
  expect(left!.rows).toBe(0)
})

test('nobody learns who has open what they may not read', async () => {
  const { id } = await content.create('note', { title: 'a' })
  await here(owner, id)
  const body = { key: 'blind', name: { ja: 'b', en: 'b' }, grants: [{ permission: 'console.enter' }] }
  succeeded(await owner(`${content.at}/groups`, { method: 'POST', body }))
  const blind = await dozo.member('blind', ['blind'])
  expect((await blind(at(id), { method: 'PUT', body: { writing: true } })).status).toBe(403)
  expect((await here(owner, id)).others).toEqual([])
  const gone = await owner(at('01a00000-0000-7000-8000-000000000000'), {
    method: 'PUT',
    body: { writing: true },
  })
  expect(gone.status).toBe(404)
  const wrong = await owner(at(id), { method: 'PUT', body: { writing: 'yes' } })
  expect(wrong.body.errors[0].path).toBe('/writing')
})
