import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
let made = 0

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('post', [
      field('text', 'title', { filterable: true }),
      field('text', 'section', { filterable: true, default: 'a' }),
      field('text', 'secret', { filterable: true }),
    ]),
  )
  await content.define(definition('other', [field('text', 'title')]))
})

type Grant = { permission: string; types?: string[]; own?: boolean; condition?: object; fields?: string[] }
/** Somebody with these grants on entries, in a group of their own. */
async function someone(...grants: Grant[]): Promise<Content & { ask: Ask }> {
  const key = `g${++made}`
  const body = { key, name: { ja: key, en: key }, grants: [{ permission: 'console.enter' }, ...grants] }
  const answer = await owner(`${content.at}/groups`, { method: 'POST', body })
  if (answer.status !== 201) throw new Error(answer.text)
  const ask = await dozo.member(key, [key])
  return { ...contentOf(ask), ask }
}
const all = ['read', 'create', 'update', 'publish', 'delete'].map((verb) => `entries.${verb}`)
const on = (permissions: string[], part: object): Grant[] =>
  permissions.map((permission) => ({ permission, ...part }))

test('own entries only: those of others are not there, for reading and for every way of writing', async () => {
  const writer = await someone(...on(all, { own: true }))
  const mine = await writer.create('post', { title: '私の' }, { publish: true })
  const theirs = await content.create('post', { title: '他人の' })
  expect((await writer.list('type=post')).map(({ id }) => id)).toEqual([mine.id])
  expect(await writer.list('type=post&filter[title][eq]=他人の')).toEqual([])
  const path = `${content.at}/entries/${theirs.id}`
  for (const rest of ['', '/versions', '/versions/1', '/compare?from=1&to=1', '/references'])
    expect((await writer.ask(`${path}${rest}`)).status, rest).toBe(404)
  const writes = [
    await writer.patch(theirs.id, { title: 'x' }),
    await writer.publish(theirs.id),
    await writer.unpublish(theirs.id),
    await writer.remove(theirs.id),
    await writer.ask(`${path}/restore`, { method: 'POST', ifMatch: '*', body: { version: 1 } }),
  ]
  expect(writes.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  expect((await content.get(theirs.id)).version).toBe(1)
  expect((await writer.patch(mine.id, { title: '直した' })).status).toBe(200)
  expect((await writer.unpublish(mine.id)).status).toBe(200)
  expect((await writer.remove(mine.id)).status).toBe(204)
})

test('by condition: nobody reads, makes, or moves an entry outside it', async () => {
  const condition = { section: { eq: 'a' } }
  const editor = await someone(...on(all, { condition }))
  const inside = await content.create('post', { title: '内', section: 'a' })
  const outside = await content.create('post', { title: '外', section: 'b' })
  const seen = (await editor.list('type=post&page[size]=100')).map(({ id }) => id)
  expect(seen).toContain(inside.id)
  expect(seen).not.toContain(outside.id)
  expect((await editor.patch(outside.id, { title: 'x' })).status).toBe(404)
  expect((await editor.tryCreate('post', { section: 'b' })).status).toBe(403)
  expect((await editor.patch(inside.id, { section: 'b' })).status).toBe(403)
  expect((await editor.patch(inside.id, { title: '内側' })).status).toBe(200)
  await content.patch(inside.id, { section: 'b' })
  await content.patch(inside.id, { section: 'a' })
  const back = { method: 'POST', ifMatch: '*', body: { version: 3 } } as const
  const restored = await editor.ask(`${content.at}/entries/${inside.id}/restore`, back)
  expect([restored.status, restored.body.code]).toEqual([403, 'permission_missing'])
  expect((await content.get(inside.id)).values.section).toBe('a')
})

test('by field: what may not be read is nowhere in a reply, cannot be asked about, and is not written', async () => {
  const reader = await someone(
    { permission: 'entries.read', fields: ['title', 'section'] },
    { permission: 'entries.update', fields: ['title'] },
  )
  const { id } = await content.create('post', { title: '題', secret: 'ひみつ' }, { publish: true })
  const path = `${content.at}/entries/${id}`
  await content.patch(id, { secret: 'ひみつ二' })
  for (const rest of ['', '/versions/1', '/compare?from=1&to=2']) {
    const answer = await reader.ask(`${path}${rest}`)
    expect(answer.status).toBe(200)
    expect(answer.text, rest).not.toContain('ひみつ')
  }
  expect(JSON.stringify(await reader.list('type=post'))).not.toContain('ひみつ')
  const asked = [
    await reader.ask(`${content.at}/entries?type=post&filter[secret][eq]=x`),
    await reader.ask(`${content.at}/entries?type=post&sort=secret`),
  ]
  expect(asked.map(({ status }) => status)).toEqual([400, 400])
  for (const values of [{ secret: 'x' }, { title: 'y', section: 'b' }]) {
    const refused = await reader.patch(id, values)
    expect([refused.status, refused.body.code]).toEqual([403, 'field_forbidden'])
  }
  const restored = await reader.ask(`${path}/restore`, { method: 'POST', ifMatch: '*', body: { version: 1 } })
  expect([restored.status, restored.body.code]).toEqual([403, 'field_forbidden'])
  const after = (await reader.patch(id, { title: '新題' })).body.data
  expect(after.values).toEqual({ title: '新題', section: 'a' })
  expect((await content.get(id)).values).toMatchObject({ title: '新題', secret: 'ひみつ二' })
})

test('of two grants each gives its own fields, entry by entry', async () => {
  const member = await someone(
    { permission: 'entries.read', fields: ['title'] },
    { permission: 'entries.read', condition: { section: { eq: 'open' } } },
  )
  const open = await content.create('post', { title: '開', section: 'open', secret: '見える' })
  const closed = await content.create('post', { title: '閉', section: 'closed', secret: '見えない' })
  expect((await member.get(open.id)).values).toEqual({ title: '開', section: 'open', secret: '見える' })
  expect((await member.get(closed.id)).values).toEqual({ title: '閉' })
})

test('by type: another type is forbidden, and a type that does not exist is no permission matter', async () => {
  const one = await someone(...on(all, { types: ['post'] }))
  expect((await one.tryCreate('other', { title: 'x' })).body.code).toBe('permission_missing')
  expect((await one.ask(`${content.at}/entries?type=other`)).status).toBe(403)
  const { id } = await content.create('other', { title: 'x' })
  expect((await one.ask(`${content.at}/entries/${id}`)).status).toBe(404)
  expect(wrongs(await one.tryCreate('nothing', {}))).toEqual([['/type', 'type_unknown']])
})

test('who may write but not read is told that it was written, and nothing of what is there', async () => {
  const poster = await someone({ permission: 'entries.create' }, { permission: 'entries.publish' })
  const posted = await poster.tryCreate('post', { title: '投書', secret: '控え' })
  expect(posted.status).toBe(201)
  expect(posted.body.data).toMatchObject({ values: {}, can: { update: false, publish: true } })
  expect(posted.body.data.title).toMatch(/^#\d+$/)
  expect((await content.get(posted.body.data.id)).values).toMatchObject({ title: '投書', secret: '控え' })
})

test('a condition that can no longer be asked grants nothing', async () => {
  await content.define(definition('gone', [field('text', 'a'), field('text', 'b', { filterable: true })]))
  const one = await someone(...on(all, { types: ['gone'], condition: { b: { eq: 'x' } } }))
  const { id } = await content.create('gone', { a: '1', b: 'x' })
  expect((await one.get(id)).values).toMatchObject({ a: '1' })
  const type = (await owner(`${content.at}/content-types/gone`)).body.data
  const body = definition('gone', [field('text', 'a'), field('text', 'b')])
  const path = `${content.at}/content-types/gone`
  expect((await owner(path, { method: 'PUT', ifMatch: type.etag, body })).status).toBe(200)
  expect((await one.ask(`${content.at}/entries/${id}`)).status).toBe(404)
  expect((await one.ask(`${content.at}/entries?type=gone`)).status).toBe(403)
})
