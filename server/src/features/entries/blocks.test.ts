import { beforeAll, expect, test } from 'vitest'
import {
  contentOf,
  definition,
  field,
  paragraph,
  words,
  wrongs,
  type Content,
} from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

const card = {
  key: 'card',
  name: words('card'),
  fields: [
    field('text', 'title', { required: true }),
    field('rich_text', 'body'),
    field('relation', 'product', { to: ['product'] }),
    field('relation', 'more', { to: ['product'], many: true }),
  ],
}
const row = { key: 'row', name: words('row'), fields: [field('blocks', 'cards', { kinds: [card], max: 4 })] }
const page = (kinds: object[]) =>
  definition('page', [
    field('text', 'title'),
    field('blocks', 'parts', { kinds, localized: true, searchable: { weight: 'B' } }),
  ])

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('product', [field('text', 'name')]))
  await content.define(page([card, row]))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/pages', operation: 'entries.list', type: 'page', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

const parts = (...ja: object[]) => ({ parts: { ja } })
const read = async () => (await dozo.site('/api/out/pages?locale=ja')).body.data

test('readers get each block with its kind, rich text as HTML, and only what is live behind its relations', async () => {
  const shown = await content.create('product', { name: '皿' }, { publish: true })
  const draft = await content.create('product', { name: '椀' })
  const inner = { title: '器', body: paragraph('本文'), product: draft.id, more: [draft.id, shown.id] }
  const made = await content.create(
    'page',
    parts({ kind: 'row', values: { cards: [{ id: 'a', kind: 'card', values: inner }] } }),
    { publish: true },
  )
  const [{ id }] = made.values.parts.ja
  const cards = (product: object) => [
    {
      id: 'a',
      kind: 'card',
      values: {
        title: '器',
        body: { json: paragraph('本文'), html: '<p>本文</p>', markdown: '本文' },
        ...product,
      },
    },
  ]
  const wanted = (product: object) => [{ id, kind: 'row', values: { cards: cards(product) } }]
  expect((await read())[0].parts).toEqual(wanted({ more: [shown.id] }))
  // The answer was kept: it must not outlive what it says of other entries.
  await content.publish(draft.id)
  expect((await read())[0].parts).toEqual(wanted({ product: draft.id, more: [draft.id, shown.id] }))
  expect((await content.remove(draft.id)).status).toBe(409)
  await content.unpublish(made.id)
})

test('what is missing or wrong within a block is named at its place', async () => {
  const made = await content.create('page', parts({ kind: 'row', values: { cards: [{ kind: 'card' }] } }))
  expect(wrongs(await content.publish(made.id))).toEqual([
    ['/values/parts/ja/0/values/cards/0/values/title', 'required'],
  ])
  const stranger = { kind: 'card', values: { title: 'x', product: made.id } }
  expect(wrongs(await content.patch(made.id, parts({ kind: 'card', values: {} }, stranger)))).toEqual([
    ['/values/parts/ja/1/values/product', 'entry_of_other_type'],
  ])
})

test('words within blocks are found', async () => {
  const made = await content.create('page', parts({ kind: 'card', values: { title: '風呂敷' } }))
  await dozo.settled()
  const found = (await owner(`${content.at}/search?q=${encodeURIComponent('風呂敷')}`)).body.data
  expect(found.map((hit: { entry: { id: string } }) => hit.entry.id)).toEqual([made.id])
})

test('versions tell block by block what was added, removed, moved and changed', async () => {
  const block = (id: string, title = id) => ({ id, kind: 'card', values: { title } })
  const made = await content.create('page', parts(block('a'), block('b'), block('c'), block('d')))
  await content.patch(made.id, parts(block('d'), block('a'), block('b', 'other'), block('e')))
  const compared = await owner(`${content.at}/entries/${made.id}/compare?from=1&to=2`)
  expect(compared.body.data).toMatchObject([
    {
      field: 'parts',
      locale: 'ja',
      blocks: [
        { id: 'c', kind: 'card', change: 'removed', from: 2, to: null },
        { id: 'd', change: 'moved', from: 3, to: 0 },
        { id: 'b', change: 'changed', from: 1, to: 2 },
        { id: 'e', change: 'added', from: null, to: 3 },
      ],
    },
  ])
})

test('a kind that goes takes its blocks along, the others stay as they are', async () => {
  const made = await content.create(
    'page',
    parts({ id: 'a', kind: 'card', values: { title: '残' } }, { id: 'b', kind: 'row', values: {} }),
  )
  const change = (query: string) =>
    owner(`${content.at}/content-types/page${query}`, { method: 'PUT', ifMatch: '*', body: page([card]) })
  const refused = await change('')
  expect([refused.status, refused.body.code]).toEqual([409, 'change_destructive'])
  expect((await change('?destructive=true')).status).toBe(200)
  await dozo.settled()
  expect((await content.get(made.id)).values.parts.ja).toEqual([
    { id: 'a', kind: 'card', values: { title: '残' } },
  ])
})
