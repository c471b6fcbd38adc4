import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const fields = [
    field('text', 'title'),
    field('slug', 'slug'),
    field('boolean', 'hidden', { filterable: true }),
  ]
  await content.define(definition('page', fields, { keyField: 'slug' }))
  await content.define(definition('memo', fields, { keyField: 'slug' }))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  for (const type of ['page', 'memo']) {
    const endpoint = {
      path: `/${type}s/{key}`,
      operation: 'entries.get',
      type,
      cacheSeconds: 60,
      filter: { hidden: { ne: true } },
    }
    await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
  }
})

const read = async (key: string, type = 'page', site = 'localhost') => {
  const { status, body } = await dozo.site(`/api/out/${type}s/${key}`, { headers: { host: site } })
  return status === 200 ? body.data.title : [status, body.code, body.location]
}
const nothing = [404, 'not_found', undefined]
const moved = (key: string) => [404, 'moved', key]
const rename = async (id: string, slug: string) => {
  await content.patch(id, { slug })
  return content.publish(id)
}

test('whoever comes by a former address is told the one of today, whichever of the former ones it was', async () => {
  const { id } = await content.create('page', { title: '頁', slug: 'a' }, { publish: true })
  expect(await read('a')).toBe('頁')
  await content.patch(id, { slug: 'b' })
  expect([await read('a'), await read('b')]).toEqual(['頁', nothing])
  await content.publish(id)
  expect([await read('a'), await read('b')]).toEqual([moved('b'), '頁'])
  await rename(id, 'c')
  expect([await read('a'), await read('b'), await read('c')]).toEqual([moved('c'), moved('c'), '頁'])
  await rename(id, 'a')
  expect([await read('a'), await read('b'), await read('c')]).toEqual(['頁', moved('a'), moved('a')])
  expect(await read('a', 'memo')).toEqual(nothing)
})

test('a key that another entry has taken over means that one', async () => {
  const first = await content.create('page', { title: '一', slug: 'x1' }, { publish: true })
  await rename(first.id, 'x2')
  const second = await content.create('page', { title: '二', slug: 'x1' }, { publish: true })
  expect(await read('x1')).toBe('二')
  await rename(second.id, 'x3')
  expect(await read('x1')).toEqual(moved('x3'))
})

test('of what readers may not see nothing is told, not even that it moved', async () => {
  const { id } = await content.create('page', { title: '秘', slug: 's1' }, { publish: true })
  await rename(id, 's2')
  expect(await read('s1')).toEqual(moved('s2'))
  await content.patch(id, { hidden: true })
  await content.publish(id)
  expect(await read('s1')).toEqual(nothing)
  await content.patch(id, { hidden: null })
  const later = new Date(dozo.time.now.getTime() + 60_000).toISOString()
  await content.publish(id, { from: later })
  expect(await read('s1')).toEqual(nothing)
  await content.publish(id, { from: null })
  await content.unpublish(id)
  expect([await read('s1'), await read('s2')]).toEqual([nothing, nothing])
  await content.publish(id)
  expect(await read('s1')).toEqual(moved('s2'))
  await content.remove(id)
  expect(await read('s1')).toEqual(nothing)
})

test('a former address of another site is none of this one', async () => {
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  const there = contentOf(stranger, 'other')
  await there.define(
    definition('page', [field('text', 'title'), field('slug', 'slug')], { keyField: 'slug' }),
  )
  await stranger(`${there.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/pages/{key}', operation: 'entries.get', type: 'page', cacheSeconds: 60 }
  await stranger(`${there.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
  const { id } = await content.create('page', { title: '壁', slug: 'w1' }, { publish: true })
  await rename(id, 'w2')
  expect(await read('w1')).toEqual(moved('w2'))
  expect(await read('w1', 'page', 'other.localhost')).toEqual(nothing)
})
