import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { filesOf, png } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { ended, exported, imported, sendFile } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
let files: ReturnType<typeof filesOf>
const ids: Record<string, string> = {}

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  files = filesOf(owner)
  for (const [name, folder] of [
    ['海.png', 'photos/2026'],
    ['a;b.png', ''],
    ['plain.png', ''],
  ] as const)
    ids[name] = (await files.upload(name, await png(4, 3), { folder })).id
  await content.define(
    definition(
      'page',
      [
        field('slug', 'code'),
        field('image', 'hero'),
        field('gallery', 'photos'),
        field('image', 'cover', { localized: true }),
        field('rich_text', 'body'),
        field('group', 'side', { fields: [field('file', 'form')] }),
      ],
      { keyField: 'code' },
    ),
  )
})

const valuesOf = async (code: string) =>
  (await content.list('type=page')).find((one) => one.key === code).values

test('lines name files by their path, by their address, or by one that they had before', async () => {
  await files.change(ids['plain.png']!, { name: 'later.png' })
  const result = await imported(owner, 'page', [
    { code: 'path', hero: 'photos/2026/海.png', photos: ['later.png', { file: 'a;b.png', alt: '二枚目' }] },
    { code: 'address', hero: `/files/photos/2026/${encodeURIComponent('海.png')}`, photos: ['plain.png'] },
    {
      key: 'parts',
      values: {
        code: 'parts',
        cover: { ja: 'later.png', en: { file: ids['海.png'] } },
        side: { form: 'a;b.png' },
        body: { type: 'doc', content: [{ type: 'image', attrs: { file: 'later.png', alt: '図' } }] },
      },
    },
    { code: 'whole', hero: `https://www.example.com/files/photos/2026/${encodeURIComponent('海.png')}?v=1` },
    { code: 'gone', hero: 'photos/none.png' },
  ])
  expect([result.created, result.refused]).toEqual([4, [[5, ['/values/hero/file', 'not_a_file']]]])
  const [sea, semicolon, plain] = [ids['海.png'], ids['a;b.png'], ids['plain.png']]
  expect(await valuesOf('path')).toMatchObject({
    hero: { file: sea },
    photos: [{ file: plain }, { file: semicolon, alt: '二枚目' }],
  })
  expect(await valuesOf('address')).toMatchObject({ hero: { file: sea }, photos: [{ file: plain }] })
  expect(await valuesOf('parts')).toMatchObject({
    cover: { ja: { file: plain }, en: { file: sea } },
    side: { form: { file: semicolon } },
    body: { content: [{ attrs: { file: plain, alt: '図' } }] },
  })
})

test('a table has a path in a cell, and what is exported comes in again as it was', async () => {
  const table = 'code,hero,photos\ncell,photos/2026/海.png,photos/2026/海.png; later.png\n'
  expect(await ended(owner, await sendFile(owner, 'page', table, 'text/csv'))).toMatchObject({ created: 1 })
  const before = await valuesOf('cell')
  expect(before).toMatchObject({
    hero: { file: ids['海.png'] },
    photos: [{ file: ids['海.png'] }, { file: ids['plain.png'] }],
  })
  const csv = await exported(owner, 'page', '&format=csv')
  expect(csv).toContain('photos/2026/海.png; later.png')
  const lines = await exported(owner, 'page')
  expect(lines).not.toContain(ids['海.png'])
  const all = async () => Promise.all(['path', 'parts', 'cell'].map(valuesOf))
  const were = await all()
  for (const [text, type] of [
    [csv, 'text/csv'],
    [lines, 'application/x-ndjson'],
  ] as const) {
    expect(await ended(owner, await sendFile(owner, 'page', text, type))).toMatchObject({ failed: 0 })
    expect(await all()).toEqual(were)
  }
})
