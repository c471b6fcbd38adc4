import iconv from 'iconv-lite'
import writeXlsxFile from 'write-excel-file/node'
import { zipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { limits } from '@dozo/content-model/limits'
import { contentOf, definition, field, succeeded, words, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { ended, exported, sendFile } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const title = field('text', 'title', { localized: true, name: words('題名') })
  const label = field('computed', 'label', { template: '{code}' })
  await content.define(
    definition('product', [field('slug', 'code'), title, field('number', 'price'), label], {
      keyField: 'code',
    }),
  )
  await content.define(definition('page', [field('text', 'title')], { kind: 'tree' }))
})

const look = (file: Buffer | string, query = 'type=product', ask = owner, site = 'main') =>
  ask(`/manage/v1/sites/${site}/imports/preview?${query}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/x-ndjson' },
  })
const seen = async (file: Buffer | string, query?: string) => succeeded(await look(file, query))
const refused = async (file: Buffer | string, query?: string) => {
  const { status, body } = await look(file, query)
  return [status, body.code]
}
const goesTo = ({ columns }: any) => columns.map((one: any) => [one.name, one.target])

test('a table is shown by its columns: samples, where each would go, and what comes near an unknown one', async () => {
  const rows = ['机,Desk,1', '椅子,,2', '机,Chair,3', ',Lamp,4', '棚,,', '箱,,', '瓶,,'].map(
    (row, i) => `p${i},${row},x`,
  )
  const found = await seen(['code,題名（ja）,title.en,prise,memo', ...rows].join('\n'))
  expect(found).toMatchObject({
    format: 'csv',
    encoding: 'utf-8',
    byteOrderMark: false,
    rows: 7,
    whole: true,
  })
  expect(found.columns).toEqual([
    {
      number: 1,
      name: 'code',
      samples: ['p0', 'p1', 'p2', 'p3', 'p4'],
      target: 'code',
      known: true,
      nearest: null,
    },
    {
      number: 2,
      name: '題名（ja）',
      samples: ['机', '椅子', '棚', '箱', '瓶'],
      target: 'title.ja',
      known: true,
      nearest: null,
    },
    {
      number: 3,
      name: 'title.en',
      samples: ['Desk', 'Chair', 'Lamp'],
      target: 'title.en',
      known: true,
      nearest: null,
    },
    { number: 4, name: 'prise', samples: ['1', '2', '3', '4'], target: null, known: false, nearest: 'price' },
    { number: 5, name: 'memo', samples: ['x'], target: null, known: false, nearest: null },
  ])
  const told = await seen('key,label,status,import.reason,題名\nx,y,z,w,v')
  expect(goesTo(told)).toEqual([
    ['key', 'key'],
    ['label', null],
    ['status', null],
    ['import.reason', null],
    ['題名', 'title'],
  ])
  expect(told.columns.every((one: any) => one.known)).toBe(true)
})

test('the encoding is found: UTF-8 with and without its mark, Shift_JIS; whoever knows better says so', async () => {
  const text = 'code,題名\nd1,①～髙﨑\n'
  const both = ['code', '題名']
  const marked = await seen(Buffer.from(`\uFEFF${text}`))
  expect([marked.encoding, marked.byteOrderMark, ...marked.columns.map((one: any) => one.name)]).toEqual([
    'utf-8',
    true,
    ...both,
  ])
  const found = await seen(iconv.encode(text, 'cp932'))
  expect([found.encoding, found.columns[1].name, found.columns[1].samples]).toEqual([
    'cp932',
    '題名',
    ['①～髙﨑'],
  ])
  expect((await seen(Buffer.from(text))).encoding).toBe('utf-8')
  expect(await refused(iconv.encode(text, 'cp932'), 'type=product&encoding=utf-8')).toEqual([
    422,
    'import_not_decodable',
  ])
})

test('of a long file only its beginning is looked at, and a row or a letter that was cut is not shown', async () => {
  const lines =
    'code,title\n' + Array.from({ length: 40 }, (_, i) => `c${i},${'長'.repeat(10_000)}`).join('\n')
  for (const cut of [0, 1, 2]) {
    const start = Buffer.concat([Buffer.from('x'.repeat(cut)), Buffer.from(lines)])
    const found = await seen(start.subarray(0, limits.importPreviewBytes))
    expect([found.encoding, found.whole, found.rows]).toEqual(['utf-8', false, 34])
    expect(found.columns[1].samples).toEqual(['長'.repeat(200)])
  }
  const open = Buffer.alloc(limits.importPreviewBytes, 'x')
  open.write('code,title\na,b\nc,"open and no end')
  expect(await seen(open)).toMatchObject({ rows: 1, whole: false })
  const more = Buffer.alloc(limits.importPreviewBytes + 1, 'code,title\na,b\n')
  expect(await refused(more)).toEqual([413, 'import_preview_too_long'])
  for (const format of ['csv', 'ndjson'])
    expect(
      await refused(Buffer.alloc(limits.importPreviewBytes, 'x'), `type=product&format=${format}`),
    ).toEqual([422, 'import_preview_cut'])
})

test('lines of JSON are shown by their names; those of an export say themselves where values go', async () => {
  const flat = await seen('{"code":"a","題名":"机","price":1}\n\nno json\n{"code":"b","more":{"x":[1]}}\n')
  expect([flat.format, flat.rows, flat.fixed, goesTo(flat)]).toEqual([
    'ndjson',
    3,
    false,
    [
      ['code', 'code'],
      ['題名', 'title'],
      ['price', 'price'],
      ['more', null],
    ],
  ])
  expect(flat.columns[3].samples).toEqual(['{"x":[1]}'])
  await content.create('product', { code: 'out', title: { ja: '題' } })
  const written = await seen(await exported(owner, 'product'))
  expect([written.fixed, goesTo(written)]).toEqual([
    true,
    [
      ['key', 'key'],
      ['code', 'code'],
      ['title', 'title'],
      ['label', null],
    ],
  ])
  expect(await refused('{broken\n')).toEqual([422, 'import_no_objects'])
})

test('a spreadsheet is known by what it holds', async () => {
  const text = (value: string) => ({ value, type: String })
  const rows = [['code', 'price'].map(text), [text('f1'), { value: 12.5, type: Number }]]
  const found = await seen(await (await writeXlsxFile(rows)).toBuffer())
  expect([found.format, found.encoding, found.rows]).toEqual(['xlsx', null, 1])
  expect(found.columns[1]).toMatchObject({ target: 'price', samples: ['12.5'] })
})

test('places of a tree are places in trees only', async () => {
  const head = 'path,parent,position,id\na/b,a,1,x'
  expect(goesTo(await seen(head, 'type=page')).map(([, to]: string[]) => to)).toEqual([
    'path',
    'parent',
    'position',
    'id',
  ])
  expect(goesTo(await seen(head)).map(([, to]: string[]) => to)).toEqual([null, null, null, 'id'])
})

test('what is no table is refused in words that help, and nothing is kept', async () => {
  const before = await owner(`${content.at}/imports`)
  expect(await refused('')).toEqual([422, 'import_empty'])
  expect(await refused('\n\n')).toEqual([422, 'import_empty'])
  expect(await refused(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'))).toEqual([
    422,
    'import_no_text',
  ])
  expect(await refused(Buffer.from('\uFEFFcode,title\n', 'utf16le'))).toEqual([422, 'import_utf16'])
  for (const head of ['code\ttitle', 'code;title'])
    expect(await refused(`${head}\na`)).toEqual([422, 'import_other_separator'])
  expect(await refused('code,"open')).toEqual([422, 'import_csv_broken'])
  expect(await refused(Buffer.from('PK\u0003\u0004broken'))).toEqual([422, 'import_sheet_broken'])
  expect(await refused('x', 'type=product&format=xlsx')).toEqual([422, 'import_sheet_broken'])
  expect(await refused(`${'x,'.repeat(100_000)}y\n1`)).toEqual([422, 'import_too_many_columns'])
  const names = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`n${i}`, 1]))
  expect(await refused(JSON.stringify(names))).toEqual([422, 'import_too_many_columns'])
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(210 * 1024 * 1024) }, { level: 1 })
  expect(await refused(Buffer.from(bomb))).toEqual([413, 'import_sheet_too_large'])
  expect((await look('x,y', 'type=nothing')).status).toBe(404)
  expect((await owner(`${content.at}/imports`)).text).toBe(before.text)
})

test('for many unknown names only the first are compared with all that there are', async () => {
  const head = Array.from({ length: 1000 }, (_, i) => `titl${i}`).join(',')
  const { columns } = await seen(head)
  expect(columns.map((one: any) => one.nearest)).toEqual([
    ...Array.from({ length: 20 }, () => 'title'),
    ...Array.from({ length: 980 }, () => null),
  ])
})

test('who may not import may not look, and another site has nothing', async () => {
  expect((await look('code\n1', 'type=product', await dozo.member('viewer', ['viewer']))).status).toBe(403)
  const grants = ['console.enter', 'imports.write', 'entries.read', 'entries.create']
  const body = { key: 'half', name: words('half'), grants: grants.map((permission) => ({ permission })) }
  await owner(`${content.at}/groups`, { method: 'POST', body })
  const half = await look('code\n1', 'type=product', await dozo.member('half', ['half']))
  expect([half.status, half.body.detail]).toEqual([403, expect.stringContaining('entries.update')])
  await dozo.makeSite('right')
  const stranger = await dozo.member('stranger', ['owner'], 'right')
  expect((await look('code\n1', 'type=product', stranger)).status).toBe(404)
  expect((await look('code\n1', 'type=product', stranger, 'right')).status).toBe(404)
})

test('a mapping takes columns by number, attributes too, and one column for several things', async () => {
  await content.define(definition('note', [field('text', 'title'), field('text', 'code')]))
  const file = 'x,x,,上\n一,n1,c1,'
  const query = { mapping: JSON.stringify({ title: 1, key: 2, code: 2 }) }
  const run = await ended(owner, await sendFile(owner, 'note', file, 'text/csv', query))
  expect(run).toMatchObject({
    created: 1,
    refused: [],
    options: { format: 'csv', encoding: 'utf-8', ...query },
  })
  const [note] = await content.list('type=note&filter[key][eq]=n1')
  expect(note.values).toEqual({ title: '一', code: 'n1' })
  const wrong = async (mapping: object) =>
    (await sendFile(owner, 'note', file, 'text/csv', { mapping: JSON.stringify(mapping) })).body.errors[0]
      .code
  expect(await wrong({ title: 5 })).toBe('import_column_missing')
  expect(await wrong({ title: 'x' })).toBe('import_column_twice')
  expect(await wrong({ title: 1.5 })).toBe('wrong_type')
  expect(await wrong({ title: 'constructor' })).toBe('import_column_missing')
  const lines = '{"name":"親","at":"top"}\n{"name":"子","at":"top/below","position":7}'
  const tree = { mapping: JSON.stringify({ title: 'name', path: 'at', position: null }), createMissing: true }
  const grown = await ended(owner, await sendFile(owner, 'page', lines, 'application/x-ndjson', tree))
  expect(grown).toMatchObject({ created: 2, refused: [] })
  const pages = await content.list('type=page')
  const top = pages.find((one: any) => one.key === 'top')
  expect(pages.find((one: any) => one.key === 'below').parent).toBe(top.id)
})
