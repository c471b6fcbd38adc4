import sql from 'sql-template-tag'
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
    definition(
      'page',
      [
        field('text', 'title', { localized: true, required: true, searchable: { weight: 'A' } }),
        field('slug', 'slug'),
        field('number', 'code', { unique: true, filterable: true }),
        field('relation', 'next', { to: ['page'], filterable: true }),
      ],
      { keyField: 'slug', titleField: 'title' },
    ),
  )
  await content.define(definition('shelf', [field('text', 'name')], { kind: 'tree', titleField: 'name' }))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const read = { type: 'page', cacheSeconds: 60 }
  for (const endpoint of [
    { ...read, path: '/pages', operation: 'entries.list', fields: ['title', 'next.title'] },
    { ...read, path: '/pages/{id}', operation: 'entries.get', fields: ['title', 'next.title'] },
    { ...read, path: '/find', operation: 'search' },
  ])
    succeeded(await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint }))
})

const trashed = async (query = ''): Promise<any[]> => succeeded(await owner(`${content.at}/trash${query}`))
const read = async (path: string) => (await dozo.site(`/api/out/${path}`)).body
const titles = (rows: any[]) => rows.map((one) => one.title)

test('what is deleted is found by nothing: delivery, relations, search, lists, exports, versions', async () => {
  const target = await content.create('page', { title: { ja: '的' }, code: 1 }, { publish: true })
  const from = await content.create('page', { title: { ja: '元' }, next: target.id }, { publish: true })
  await dozo.settled()
  expect((await read(`pages/${from.id}`)).data.next.title).toBe('的')
  expect((await content.remove(target.id)).body.code).toBe('entry_referenced')
  expect((await content.remove(target.id, '?force=true')).status).toBe(204)
  await dozo.settled()
  expect((await dozo.site(`/api/out/pages/${target.id}`)).status).toBe(404)
  expect((await read(`pages/${from.id}`)).data.next).toBeNull()
  expect(titles((await read('pages')).data)).toEqual(['元'])
  expect((await read('find?q=的')).data).toEqual([])
  expect(await content.list('type=page&search=的')).toEqual([])
  expect(titles(await content.list('type=page'))).toEqual(['元'])
  expect(await content.list('type=page&filter[next.code][eq]=1')).toEqual([])
  for (const path of ['', '/versions', '/references', '/versions/1'])
    expect((await owner(`${content.at}/entries/${target.id}${path}`)).status, path).toBe(404)
  expect((await content.patch(target.id, { code: 2 })).status).toBe(404)
  expect((await content.publish(target.id)).status).toBe(404)
  const file = await owner(`${content.at}/exports?type=page`)
  expect(file.text).not.toContain('的')
  expect(await trashed('?type=page')).toMatchObject([
    { id: target.id, title: '的', wasLive: true, can: { restore: true, publish: true } },
  ])
})

test('it comes back with versions and relations, its own and those of others, as a draft or as it was', async () => {
  const target = await content.create('page', { title: { ja: '帰' }, code: 10 }, { publish: true })
  await content.patch(target.id, { code: 11 })
  const from = await content.create('page', { title: { ja: '参照' }, next: target.id }, { publish: true })
  await content.remove(target.id, '?force=true')
  const back = succeeded(await content.recover(target.id))
  expect(back).toMatchObject({
    id: target.id,
    number: target.number,
    status: 'draft',
    version: 3,
    live: null,
  })
  expect(back.values).toEqual({ title: { ja: '帰' }, code: 11 })
  const versions = succeeded(await owner(`${content.at}/entries/${target.id}/versions`))
  expect(versions.map((one: any) => [one.version, one.kind])).toEqual([
    [3, 'restore'],
    [2, 'save'],
    [1, 'save'],
  ])
  expect(titles(await content.list('type=page&filter[next.code][eq]=11'))).toEqual(['参照'])
  expect(succeeded(await owner(`${content.at}/entries/${target.id}/references`))).toMatchObject([
    { id: from.id, field: 'next' },
  ])
  await content.publish(target.id)
  await content.remove(target.id, '?force=true')
  expect((await read(`pages/${from.id}`)).data.next).toBeNull()
  expect(succeeded(await content.recover(target.id, { live: true })).status).toBe('live')
  expect((await read(`pages/${from.id}`)).data.next.title).toBe('帰')
  await dozo.settled()
  expect(titles((await read('find?q=帰')).data)).toEqual(['帰'])
  expect(await trashed()).not.toContainEqual(expect.objectContaining({ id: target.id }))
})

test('key and unique values are free meanwhile; who comes back to find them taken is told, and may take another key', async () => {
  const first = await content.create('page', { title: { ja: '一' }, slug: 'same', code: 20 })
  await content.remove(first.id)
  const second = await content.create('page', { title: { ja: '二' }, slug: 'same', code: 20 })
  const refused = await content.recover(first.id)
  expect(refused.status).toBe(422)
  expect(wrongs(refused)).toEqual([['/values/slug', 'key_taken']])
  expect(refused.body.errors[0].message).toContain('same')
  expect(wrongs(await content.recover(first.id, { key: 'other' }))).toEqual([['/values/code', 'value_taken']])
  expect(wrongs(await content.recover(first.id, { key: 'no slug!' }))[0]![0]).toBe('/values/slug')
  await content.patch(second.id, { code: 21 })
  const back = succeeded(await content.recover(first.id, { key: 'other' }))
  expect([back.key, back.values.slug, back.values.code]).toEqual(['other', 'other', 20])
})

test('a branch is not lost: what lay below a deleted entry moves up, and lies below it again when it is back', async () => {
  const shelf = async (name: string, parent?: string) =>
    content.create('shelf', { name }, { ...(parent ? { parent } : {}), publish: true })
  const top = await shelf('上')
  const middle = await shelf('中', top.id)
  const low = await shelf('下', middle.id)
  expect((await content.remove(middle.id)).body.code).toBe('entry_referenced')
  await content.remove(middle.id, '?force=true')
  expect((await content.get(low.id)).parent).toBeNull()
  await content.recover(middle.id, { live: true })
  expect((await content.get(low.id)).parent).toBe(middle.id)
  expect((await content.get(middle.id)).parent).toBe(top.id)
  expect(titles(await content.list(`type=shelf&filter[parent][eq]=${middle.id}`))).toEqual(['下'])
  expect((await content.get(low.id)).status).toBe('live')
  await content.remove(middle.id, '?force=true')
  await content.change(low.id, { parent: top.id })
  const other = await shelf('他')
  await content.remove(top.id, '?force=true')
  await content.change(low.id, { parent: other.id })
  expect(succeeded(await content.recover(middle.id)).parent).toBeNull()
  expect((await content.get(low.id)).parent).toBe(other.id)
})

test('what was deleted under an older definition comes back in the form of today', async () => {
  const note = (more: object[]) => definition('note', [field('text', 'title'), ...more])
  await content.define(note([field('text', 'old'), field('text', 'name')]))
  const { id } = await content.create('note', { title: '題', old: '消', name: '名' })
  await content.remove(id)
  const change = await owner(`${content.at}/content-types/note?destructive=true`, {
    method: 'PUT',
    ifMatch: '*',
    body: note([field('text', 'name', { localized: true })]),
  })
  expect(change.status, change.text).toBe(200)
  await dozo.settled()
  expect(succeeded(await content.recover(id)).values).toEqual({ title: '題', name: { ja: '名' } })
})

test('after thirty days, or at once, it is gone with its versions', async () => {
  const versionsOf = (id: string) =>
    dozo.app.db.asOwner('test', (tx) => tx.many(sql`select from entry_versions where entry_id = ${id}`))
  const now = await content.create('page', { title: { ja: '今' } })
  const later = await content.create('page', { title: { ja: '後' } })
  const kept = await content.create('page', { title: { ja: '残' } })
  for (const { id } of [now, later]) await content.remove(id)
  expect(await versionsOf(now.id)).toHaveLength(1)
  expect((await owner(`${content.at}/trash/${now.id}`, { method: 'DELETE' })).status).toBe(204)
  expect(await versionsOf(now.id)).toEqual([])
  expect((await content.recover(now.id)).status).toBe(404)
  const clean = async () => {
    await dozo.app.db.asOwner('test', (tx) =>
      tx.run(sql`select graphile_worker.add_job('entries.empty-trash', '{}'::json)`),
    )
    await dozo.settled()
  }
  const [before, day] = [dozo.time.now, 86_400_000]
  dozo.time.advance(30 * day - 1)
  await clean()
  expect(await versionsOf(later.id)).toHaveLength(1)
  dozo.time.advance(1)
  await clean()
  expect(await versionsOf(later.id)).toEqual([])
  dozo.time.now = before
  expect(await versionsOf(kept.id)).toHaveLength(1)
  expect((await content.recover(later.id)).status).toBe(404)
  const records = (await owner(`${content.at}/audit?action=entry.purged`)).body.data
  expect(records.map((one: any) => one.subject.id)).toEqual(expect.arrayContaining([now.id, later.id]))
})

test('a type goes with what of it lies in the trash', async () => {
  await content.define(definition('brief', [field('text', 'title')]))
  const { id } = await content.create('brief', { title: '短' })
  expect((await owner(`${content.at}/content-types/brief`, { method: 'DELETE', ifMatch: '*' })).status).toBe(
    409,
  )
  await content.remove(id)
  expect((await owner(`${content.at}/content-types/brief`, { method: 'DELETE', ifMatch: '*' })).status).toBe(
    204,
  )
  const rows = await dozo.app.db.asOwner('test', (tx) =>
    tx.many(
      sql`select from entry_versions where entry_id = ${id} union all select from entry_trash where id = ${id}`,
    ),
  )
  expect(rows).toEqual([])
})

test('of a type with one entry a second one does not come back', async () => {
  await content.define(definition('company', [field('text', 'name')], { kind: 'single' }))
  const { id } = await content.create('company', { name: '旧社名' })
  await content.remove(id)
  await content.create('company', { name: '新社名' })
  expect((await content.recover(id)).body.code).toBe('single_exists')
})

test('the trash shows and gives back only what the caller may read, delete and publish', async () => {
  const mine = await content.create('page', { title: { ja: '所有者' } }, { publish: true })
  await content.remove(mine.id)
  const member = async (name: string, grants: object[]) => {
    const group = { key: name, name: words(name), grants: [{ permission: 'console.enter' }, ...grants] }
    succeeded(await owner(`${content.at}/groups`, { method: 'POST', body: group }))
    return dozo.member(name, [name])
  }
  const permissions = ['entries.read', 'entries.create', 'entries.delete']
  const author = await member(
    'author',
    permissions.map((permission) => ({ permission, own: true })),
  )
  const theirs = contentOf(author)
  expect(succeeded(await author(`${content.at}/trash`))).toEqual([])
  expect((await theirs.recover(mine.id)).status).toBe(404)
  expect((await author(`${content.at}/trash/${mine.id}`, { method: 'DELETE' })).status).toBe(404)
  const own = await theirs.create('page', { title: { ja: '著者' } })
  await theirs.remove(own.id)
  expect(titles(succeeded(await author(`${content.at}/trash`)))).toEqual(['著者'])
  expect((await theirs.recover(own.id, { live: true })).status).toBe(403)
  expect((await theirs.recover(own.id)).status).toBe(200)
  const reader = await member('reader', [{ permission: 'entries.read' }])
  expect((await contentOf(reader).recover(mine.id)).status).toBe(403)
  expect(succeeded(await reader(`${content.at}/trash`))).toContainEqual(
    expect.objectContaining({ id: mine.id, can: { restore: false, publish: false } }),
  )
})

test('another site sees nothing of the trash', async () => {
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  const { id } = await content.create('page', { title: { ja: '壁' } })
  await content.remove(id)
  expect(succeeded(await stranger('/manage/v1/sites/other/trash'))).toEqual([])
  expect((await contentOf(stranger, 'other').recover(id)).status).toBe(404)
  expect((await stranger(`/manage/v1/sites/other/trash/${id}`, { method: 'DELETE' })).status).toBe(404)
  expect((await trashed('?type=page')).map((one) => one.id)).toContain(id)
})
