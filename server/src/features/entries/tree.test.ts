import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('folder', [field('text', 'name')], { kind: 'tree' }))
  await content.define(definition('note', [field('text', 'name')]))
  await content.define(definition('about', [field('text', 'name')], { kind: 'single' }))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/folders/{id}', operation: 'entries.get', type: 'folder', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

const folder = async (name: string, parent: string | null = null): Promise<string> =>
  (await content.create('folder', { name }, { parent })).id

/** A chain of folders, each below the one before it; their ids. */
async function chain(length: number, name: string): Promise<string[]> {
  const ids: string[] = []
  for (let level = 0; level < length; level++) ids.push(await folder(`${name}${level}`, ids.at(-1)))
  return ids
}

test('a folder moves with what is below it, and never below itself', async () => {
  const [top, middle, low] = (await chain(3, 'a')) as [string, string, string]
  const other = await folder('b')
  expect((await content.change(middle, { parent: other, position: 2 })).body.data).toMatchObject({
    parent: other,
    position: 2,
  })
  expect((await content.get(low)).parent).toBe(middle)
  for (const parent of [middle, low])
    expect(wrongs(await content.change(middle, { parent }))).toEqual([['/parent', 'parent_is_descendant']])
  expect((await content.change(middle, { parent: null })).body.data.parent).toBeNull()
  const children = await content.list(`type=folder&filter[parent][eq]=${top}`)
  expect(children).toEqual([])
})

test('two moves at once that are fine one by one do not make a ring together', async () => {
  for (let round = 0; round < 5; round++) {
    const [a, belowA] = (await chain(2, 'a')) as [string, string]
    const [b, belowB] = (await chain(2, 'b')) as [string, string]
    const moves = [content.change(a, { parent: belowB }), content.change(b, { parent: belowA })]
    const answers = await Promise.all(moves)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  }
})

test('a tree is at most 50 levels deep, also when a whole branch is moved', async () => {
  const long = await chain(50, 'l')
  expect(wrongs(await content.tryCreate('folder', {}, { parent: long.at(-1) }))).toEqual([
    ['/parent', 'tree_too_deep'],
  ])
  const branch = await chain(3, 'm')
  expect(wrongs(await content.change(branch[0]!, { parent: long[47] }))).toEqual([
    ['/parent', 'tree_too_deep'],
  ])
  expect((await content.change(branch[0]!, { parent: long[46] })).status).toBe(200)
})

test('a parent is an entry of the same tree', async () => {
  const note = await content.create('note', { name: 'n' })
  const missing = [['/parent', 'entry_missing']]
  expect(wrongs(await content.tryCreate('folder', {}, { parent: note.id }))).toEqual(missing)
  const nobody = '0197f3a0-0000-7000-8000-000000000001'
  expect(wrongs(await content.tryCreate('folder', {}, { parent: nobody }))).toEqual(missing)
  const answer = await content.tryCreate('note', {}, { parent: await folder('p') })
  expect(wrongs(answer)).toEqual([['/parent', 'not_a_tree']])
})

test('a folder with others in it is held by them; forced away, they go up, for readers at once', async () => {
  const top = await folder('top')
  const low = await folder('low', top)
  await content.publish(top)
  await content.publish(low)
  const parent = async () => (await dozo.site(`/api/out/folders/${low}`)).body.data.parent
  expect(await parent()).toBe(top)
  const held = await content.remove(top)
  expect([held.status, held.body.references]).toEqual([
    409,
    [{ id: low, title: 'low', type: 'folder', field: 'parent' }],
  ])
  expect((await content.remove(top, '?force=true')).status).toBe(204)
  expect(await parent()).toBeNull()
  expect(await content.get(low)).toMatchObject({ parent: null, status: 'live' })
  expect((await content.list('type=folder&filter[parent][exists]=false')).map(({ id }) => id)).toContain(low)
})

test('a single has at most one entry, however many are made at once', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => content.tryCreate('about', { name: 'x' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  expect((await content.tryCreate('about', {})).body.code).toBe('single_exists')
  expect(await content.list('type=about')).toHaveLength(1)
})

test('readers learn of a parent only while it is public, near and through a relation', async () => {
  const toFolder = field('relation', 'folder', { to: ['folder'] })
  await content.define(definition('shelf', [field('text', 'name'), toFolder]))
  const endpoints = `${content.at}/apis/out/endpoints`
  for (const [path, type] of [
    ['/tree', 'folder'],
    ['/shelves', 'shelf'],
  ]) {
    const body = { path, operation: 'entries.list', type, cacheSeconds: 60 }
    expect((await owner(endpoints, { method: 'POST', body })).status).toBe(201)
  }
  const top = await folder('top')
  const low = await folder('low', top)
  await content.publish(low)
  await content.create('shelf', { name: 's', folder: low }, { publish: true })
  const parents = async () => {
    const [near, one, far] = [
      (await dozo.site('/api/out/tree')).body.data[0],
      (await dozo.site(`/api/out/folders/${low}`)).body.data,
      (await dozo.site('/api/out/shelves?fields=folder.parent')).body.data[0].folder,
    ]
    return [near.parent, one.parent, far.parent]
  }
  expect(await parents()).toEqual([null, null, null])
  await content.publish(top)
  const listed = (await dozo.site('/api/out/tree')).body.data as { id: string; parent: string | null }[]
  expect(listed.find(({ id }) => id === low)?.parent).toBe(top)
  expect((await parents()).slice(1)).toEqual([top, top])
  await content.unpublish(top)
  expect(await parents()).toEqual([null, null, null])
})
