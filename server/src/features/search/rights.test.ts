import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const searchable = { searchable: { weight: 'A' } }
  const fields = [
    field('text', 'title', { ...searchable, filterable: true }),
    field('text', 'section', { filterable: true }),
    field('text', 'secret', searchable),
  ]
  await content.define(definition('doc', fields))
  await content.define(definition('memo', fields))
  await content.create('doc', { title: '公開 合言葉', section: 'a', secret: '隠語' })
  await content.create('doc', { title: '別棟 合言葉', section: 'b', secret: '隠語' })
  await content.create('memo', { title: '覚え 合言葉' })
  await dozo.settled()
})

async function someone(key: string, ...grants: object[]): Promise<(words: string) => Promise<string[]>> {
  const body = { key, name: { ja: key, en: key }, grants: [{ permission: 'console.enter' }, ...grants] }
  await owner(`${content.at}/groups`, { method: 'POST', body })
  const ask = await dozo.member(key, [key])
  return async (words) => {
    const { body: answer } = await ask(`${content.at}/search?q=${encodeURIComponent(words)}`)
    return answer.data.map((hit: any) => String(hit.entry.values.title).split(' ')[0]).toSorted()
  }
}
const read = (part: object = {}) => ({ permission: 'entries.read', ...part })

test('types, conditions and own entries limit what is found', async () => {
  expect(await (await someone('all', read()))('合言葉')).toEqual(['公開', '別棟', '覚え'])
  expect(await (await someone('one', read({ types: ['memo'] })))('合言葉')).toEqual(['覚え'])
  const some = await someone('some', read({ types: ['doc'], condition: { section: { eq: 'a' } } }))
  expect(await some('合言葉')).toEqual(['公開'])
  expect(await (await someone('own', read({ own: true })))('合言葉')).toEqual([])
})

test('a word in a field that may not be read is not there: no hit, no snippet, no count', async () => {
  const part = await someone('part', read({ types: ['doc'], fields: ['title'] }))
  expect(await part('隠語')).toEqual([])
  expect(await part('合言葉 隠語')).toEqual([])
  expect(await part('合言葉')).toEqual(['公開', '別棟'])
  const ask = await dozo.signIn('part@main.example')
  expect((await ask(`${content.at}/search?q=合言葉`)).text).not.toContain('隠語')
  const listed = await ask(`${content.at}/entries?type=doc&search=隠語&count=exact`)
  expect([listed.body.data, listed.body.meta.count]).toEqual([[], 0])
})

test('the best are cut after rights are applied, not before', async () => {
  for (let i = 0; i < 30; i++)
    await content.create('doc', { title: `他人 頻出 頻出 頻出 ${i}`, section: 'b' })
  await content.create('doc', { title: `自分 頻出`, section: 'a' })
  await dozo.settled()
  const some = await someone('few', read({ types: ['doc'], condition: { section: { eq: 'a' } } }))
  expect(await some('頻出')).toEqual(['自分'])
})

test('without the right to read entries there is no search, and no site finds what another has', async () => {
  const key = 'outside'
  const body = { key, name: { ja: key, en: key }, grants: [{ permission: 'console.enter' }] }
  await owner(`${content.at}/groups`, { method: 'POST', body })
  const outside = await dozo.member(key, [key])
  expect((await outside(`${content.at}/search?q=x`)).status).toBe(403)
  await dozo.makeSite('right')
  const there = contentOf(await dozo.member('owner', ['owner'], 'right'), 'right')
  await there.define(definition('doc', [field('text', 'title', { searchable: { weight: 'A' } })]))
  await there.create('doc', { title: 'よそ 合言葉' })
  await dozo.settled()
  const stranger = await dozo.signIn('owner@right.example', 'right')
  const { body: found } = await stranger(`${there.at}/search?q=合言葉`)
  expect(found.data.map((hit: any) => hit.entry.values.title)).toEqual(['よそ 合言葉'])
  expect((await stranger(`${content.at}/search?q=合言葉`)).status).toBe(404)
})
