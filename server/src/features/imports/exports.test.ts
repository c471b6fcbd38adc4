import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, paragraph, words, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { exported, imported } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

const note = { key: 'note', name: words('note'), fields: [field('text', 'text')] }
const row = { key: 'row', name: words('row'), fields: [field('blocks', 'items', { kinds: [note] })] }
const kinds = [note, row]

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('folder', [field('text', 'name')], { kind: 'tree' }))
  await content.define(
    definition(
      'page',
      [
        field('slug', 'slug'),
        field('text', 'title', { localized: true }),
        field('textarea', 'body'),
        field('rich_text', 'rich', { localized: true }),
        field('html', 'raw'),
        field('json', 'data'),
        field('counter', 'likes'),
        field('computed', 'full', { template: '{title} {slug}', localized: true }),
        field('time', 'opens'),
        field('color', 'paint'),
        field('location', 'place', { localized: true }),
        field('table', 'hours', { localized: true }),
        field('link', 'more', { localized: true }),
        field('rich_text', 'deep'),
        field('relation', 'folders', { to: ['folder'], many: true }),
        field('blocks', 'parts', { localized: true, kinds }),
        field('member', 'staff', { many: true }),
        field('text', 'going'),
      ],
      { keyField: 'slug' },
    ),
  )
})

/** Quotations within quotations, so many that it is as deep as what a request may send. */
const nested = (levels: number): object => {
  let inner = paragraph('底').content[0] as object
  for (let i = 0; i < levels; i++) inner = { type: 'blockquote', content: [inner] }
  return { type: 'doc', content: [inner] }
}

/** Lines without the order in which entries of one millisecond come. */
const sorted = (text: string) => text.trimEnd().split('\n').toSorted()

test('what is written out and taken in again is the same, whatever has happened to it in between', async () => {
  const folder = await content.create('folder', { name: 'f' }, { key: 'f' })
  const [{ id: person }] = (await owner(`${content.at}/members`)).body.data
  const full = {
    slug: 'full',
    title: { ja: '題\u2028名', en: 'title' },
    body: '一行\n二行 "引用" \\',
    rich: { ja: paragraph('本文') },
    raw: '<p onclick="x">\n段落</p>',
    data: { values: [1, null, { key: 'x' }] },
    likes: -3,
    opens: '09:05:30',
    paint: '#3366cc80',
    more: { ja: { url: '/a', text: '案内', target: '_blank' }, en: { url: 'https://example.jp' } },
    place: { ja: { lat: 35.681236, lng: -0.1, address: '東京' }, en: { lat: 0, lng: 1e-7 } },
    hours: { ja: { header: true, rows: [['月', '9時\n13時']] }, en: { header: false, rows: [['']] } },
    deep: nested(28),
    folders: [folder.id],
    staff: [person],
    parts: {
      ja: [
        { kind: 'note', values: { text: '注' } },
        { id: 'mine', kind: 'row', values: { items: [{ kind: 'note' }, { kind: 'note' }] } },
      ],
    },
  }
  const one = await content.create('page', full, { publish: true })
  await content.create('page', { slug: 'bare' })
  const before = await exported(owner, 'page')
  expect(before.trimEnd().split('\n')).toHaveLength(2)
  expect(await imported(owner, 'page', before)).toMatchObject({
    skipped: 2,
    updated: 0,
    created: 0,
    failed: 0,
  })
  await content.patch(one.id, { title: { ja: '変わった', en: null }, body: null, folders: null, rich: null })
  const bare = (await content.list('type=page&filter[key][eq]=bare'))[0]
  await content.remove(bare.id)
  expect(await imported(owner, 'page', before)).toMatchObject({ updated: 1, created: 1, failed: 0 })
  expect(sorted(await exported(owner, 'page'))).toEqual(sorted(before))
  expect((await content.get(one.id)).status).toBe('live')
})

test('an object that is a value of its own is not taken for languages', async () => {
  await imported(owner, 'page', [{ slug: 'flat', more: { url: '/x' } }])
  const flat = (await content.list('type=page&filter[key][eq]=flat'))[0]
  expect(flat.values.more).toEqual({ ja: { url: '/x' } })
})

test('a tree comes back with every branch in its place, also when parents are younger than what lies below them', async () => {
  const ids = new Map<string, string>()
  for (const key of ['leaf', 'branch', 'root', 'aside']) {
    dozo.time.advance(1)
    ids.set(key, (await content.create('folder', { name: key }, { key, position: ids.size })).id)
  }
  await content.change(ids.get('leaf')!, { parent: ids.get('branch') })
  await content.change(ids.get('branch')!, { parent: ids.get('root') })
  const before = await exported(owner, 'folder')
  const keys = before
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text).key)
  expect(keys.indexOf('root')).toBeLessThan(keys.indexOf('branch'))
  expect(keys.indexOf('branch')).toBeLessThan(keys.indexOf('leaf'))
  for (const id of ids.values()) await content.remove(id, '?force=true')
  expect(await imported(owner, 'folder', before)).toMatchObject({ created: 4, skipped: 1, failed: 0 })
  expect(sorted(await exported(owner, 'folder'))).toEqual(sorted(before))
})

test('lines that would put a folder below itself are refused, one by one or together', async () => {
  await imported(owner, 'folder', [
    { key: 'x', values: {} },
    { key: 'y', parent: 'x', values: {} },
  ])
  const run = await imported(owner, 'folder', [
    { key: 'x', parent: 'y', values: {} },
    { key: 'y', position: 7, values: {} },
    { key: 'z', parent: 'nowhere', values: {} },
  ])
  expect(run.refused).toEqual(
    [
      [3, ['/parent', 'entry_missing']],
      [1, ['/parent', 'parent_is_descendant']],
    ].toSorted(),
  )
  expect(run.updated).toBe(1)
  const [x] = await content.list('type=folder&filter[key][eq]=x')
  expect(x.parent).toBeNull()
})

test('the live copies are written out without drafts', async () => {
  const id = (await content.list('type=page&filter[key][eq]=full'))[0].id
  await content.patch(id, { slug: 'renamed', body: '下書き' })
  const live = sorted(await exported(owner, 'page', '&stage=live')).map((text) => JSON.parse(text))
  expect(live.map(({ key, values }) => [key, values.slug])).toEqual([['full', 'full']])
  expect(JSON.stringify(live)).not.toContain('下書き')
  await content.patch(id, { slug: 'full' })
})

test('a field that is gone is not in the file and does not spoil what is taken in', async () => {
  const { id } = await content.create('page', { slug: 'left', going: '残り' }, { publish: true })
  const type = (await owner(`${content.at}/content-types/page`)).body.data
  const { id: _id, entries: _entries, overflow: _overflow, usedKinds: _used, etag, ...rest } = type
  const fields = rest.fields.filter((one: { key: string }) => one.key !== 'going')
  const path = `${content.at}/content-types/page?destructive=true`
  expect((await owner(path, { method: 'PUT', ifMatch: etag, body: { ...rest, fields } })).status).toBe(200)
  expect(await exported(owner, 'page')).not.toContain('残り')
  expect(await imported(owner, 'page', [{ slug: 'left', body: '新' }])).toMatchObject({
    updated: 1,
    failed: 0,
  })
  await content.publish(id)
  await dozo.settled()
  expect(await content.get(id)).toMatchObject({ status: 'live', values: { slug: 'left', body: '新' } })
  expect((await owner(`${content.at}/entries/${id}/versions/1`)).text).not.toContain('残り')
})

test('who may not read everything gets no export, and it is noted who got one', async () => {
  const grants = [
    { permission: 'console.enter' },
    { permission: 'exports.read' },
    { permission: 'entries.read', fields: ['title'] },
  ]
  const body = { key: 'part', name: { ja: 'p', en: 'p' }, grants }
  await owner(`${content.at}/groups`, { method: 'POST', body })
  const part = await dozo.member('part', ['part'])
  const refused = await part(`${content.at}/exports/entries?type=page`)
  expect([refused.status, refused.body.code]).toEqual([403, 'permission_missing'])
  const viewer = await dozo.member('viewer', ['viewer'])
  expect((await viewer(`${content.at}/exports/entries?type=page`)).status).toBe(403)
  const editor = await dozo.member('editor', ['editor'])
  expect(await exported(editor, 'page')).toContain('"full"')
  const audit = await owner(`${content.at}/audit?action=entries.exported&member=${editor.id}`)
  expect(audit.body.data).toMatchObject([{ subject: { label: 'page' }, actor: { id: editor.id } }])
})
