import writeXlsxFile from 'write-excel-file/node'
import readSheets from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import {
  contentOf,
  definition,
  field,
  paragraph,
  succeeded,
  wrongs,
  words,
  type Content,
} from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { ended, sendFile } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const csv = (lines: string[], options: object = {}, type = 'product', contentType = 'text/csv') =>
  sendFile(owner, type, lines.join('\r\n'), contentType, options).then((answer) => ended(owner, answer))
const valuesOf = async (key: string, type = 'product') =>
  (await content.list(`type=${type}&filter[key][eq]=${encodeURIComponent(key)}`))[0]?.values

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('maker', [field('text', 'name')]))
  await content.define(definition('page', [field('text', 'title')], { kind: 'tree' }))
  const options = ['new', 'sale'].map((value, i) => ({ value, name: words(['新着', 'セール'][i]!) }))
  await content.define(
    definition(
      'product',
      [
        field('slug', 'code'),
        field('text', 'title', { localized: true, name: words('題名') }),
        field('number', 'price'),
        field('boolean', 'shown'),
        field('date', 'day'),
        field('date_time', 'at'),
        field('select', 'state', { options }),
        field('multi_select', 'marks', { options }),
        field('relation', 'maker', { to: ['maker'] }),
        field('relation', 'makers', { to: ['maker'], many: true }),
        field('rich_text', 'body'),
        field('link', 'more'),
        field('json', 'data'),
      ],
      { keyField: 'code' },
    ),
  )
  for (const key of ['acme', 'umi']) await content.create('maker', { name: key }, { key })
})

test('a table as people write it becomes values: days, clocks of the site, options by name, relations by key', async () => {
  const run = await csv([
    'code,題名（ja）,title.en,price,shown,day,at,state,marks,maker,makers,body,more',
    'a1,"机, ""大""",Desk,"１２,３４５",はい,2026/1/5,2026年1月5日 9:05,新着,新着; sale,acme,acme; umi,"一行\n二行",https://a.example',
    'a2,椅子,,,×,,,,,,,,',
  ])
  expect(run).toMatchObject({ status: 'done', created: 2, refused: [] })
  expect(await valuesOf('a1')).toMatchObject({
    title: { ja: '机, "大"', en: 'Desk' },
    price: 12_345,
    shown: true,
    day: '2026-01-05',
    at: '2026-01-05T00:05:00.000Z',
    state: 'new',
    marks: ['new', 'sale'],
    more: { url: 'https://a.example' },
  })
  const { maker, makers, body } = await valuesOf('a1')
  expect([makers[0], makers.length, body.content.length]).toEqual([maker, 2, 2])
  expect(await valuesOf('a2')).toMatchObject({ title: { ja: '椅子' }, shown: false })
})

test('tags are named by their titles, where a title can only be one', async () => {
  await content.define(definition('tag', [field('text', 'name', { unique: true })], { titleField: 'name' }))
  await content.define(
    definition('memo', [field('text', 'text'), field('relation', 'tags', { to: ['tag'], many: true })]),
  )
  const known = (await content.create('tag', { name: '工場' })).id
  const rows = ['key,text,tags', 'm1,x,工場', 'm2,y,工場; 見学']
  const strict = await csv(rows, {}, 'memo')
  expect([strict.created, strict.refused]).toEqual([1, [[3, ['/values/tags/1', 'not_an_id']]]])
  const making = await csv(rows, { createMissing: true }, 'memo')
  expect([making.created, making.refused]).toEqual([1, []])
  const { tags } = await valuesOf('m2', 'memo')
  expect([tags[0], tags.length, (await content.list('type=tag')).length]).toEqual([known, 2, 2])
})

test('what a cell cannot mean is refused with its row and field, and the other rows go in', async () => {
  const run = await csv([
    'code,price,day,state',
    'b1,many,,',
    'b2,,2026-02-30,',
    '',
    'b4,1,,unheard',
    'b5,1,2026-03-01,sale',
  ])
  expect(run.refused).toEqual([
    [2, ['/values/price', 'wrong_type']],
    [3, ['/values/day', 'format_date']],
    [5, ['/values/state', 'not_an_option']],
  ])
  expect(run.created).toBe(1)
})

test('a column of what follows from other values is told to people and not taken back', async () => {
  const label = field('computed', 'label', { template: '「{code}」', name: words('札') })
  await content.define(definition('label', [field('slug', 'code'), label], { keyField: 'code' }))
  const run = await csv(['code,label', 'a,mine'], {}, 'label')
  expect(run).toMatchObject({ created: 1, refused: [] })
  expect((await valuesOf('a', 'label')).label).toBe('「a」')
  expect(await csv(['code,札', 'a,「a」'], {}, 'label')).toMatchObject({ skipped: 1, refused: [] })
})

test('a column that no field takes is refused before anything is kept, unless a mapping chooses', async () => {
  const refused = async (head: string, options: object = {}) =>
    wrongs(await sendFile(owner, 'product', `${head}\r\nx,y`, 'text/csv', options))
  expect(await refused('code,titel')).toEqual([['/columns', 'import_column_unknown']])
  expect(await refused('code,code')).toEqual([['/columns', 'import_column_twice']])
  expect(await refused('code', { mapping: '{"title.ja":"見出し"}' })).toEqual([
    ['/columns', 'import_column_missing'],
  ])
  const mapped = await csv(['番号,見出し,ほか', 'c1,題,x'], {
    key: '番号',
    mapping: '{"title.ja":"見出し","code":"番号"}',
  })
  expect([mapped.created, (await valuesOf('c1')).title]).toEqual([1, { ja: '題' }])
})

test('a spreadsheet comes in with its numbers, days and truths, and goes out with texts that stay texts', async () => {
  const text = (value: string) => ({ value, type: String })
  const file = await (
    await writeXlsxFile([
      ['code', '題名（ja）', 'price', 'shown', 'day'].map(text),
      [
        text('f1'),
        text('=1+1'),
        { value: 12.5, type: Number },
        { value: true, type: Boolean },
        { value: new Date('2026-03-04'), type: Date, format: 'yyyy/mm/dd' },
      ],
    ])
  ).toBuffer()
  const run = await ended(owner, await sendFile(owner, 'product', file, xlsx))
  expect(run).toMatchObject({ created: 1, refused: [] })
  expect(await valuesOf('f1')).toMatchObject({
    title: { ja: '=1+1' },
    price: 12.5,
    shown: true,
    day: '2026-03-04',
  })
  const out = await owner(
    `${content.at}/exports/entries?type=product&format=xlsx&fields=code,title,price&filter=${encodeURIComponent('{"key":"f1"}')}`,
  )
  const [sheet] = await readSheets(out.raw)
  expect(sheet!.data).toEqual([
    ['code', 'title.ja', 'title.en', 'price'],
    ['f1', '=1+1', null, 12.5],
  ])
})

test('a text that looks like the code of a character in a sheet, or holds what XML cannot, comes back as it was', async () => {
  await content.define(definition('raw', [field('textarea', 'text')]))
  const texts = ['_x000D_', '_x0041_x0041_', '_x005F_x000D_', '__proto__', 'constructor', 'a\r\nb']
  const before: unknown[] = []
  for (const [n, text] of texts.entries())
    before.push((await content.create('raw', { text }, { key: `r${n}` })).values.text)
  expect(before.slice(0, 5)).toEqual(texts.slice(0, 5))
  const out = await owner(`${content.at}/exports/entries?type=raw&format=xlsx`)
  const run = await ended(owner, await sendFile(owner, 'raw', out.raw, xlsx))
  expect(run).toMatchObject({ skipped: 6, updated: 0, refused: [] })
})

test('a text that no cell of a sheet can hold is refused by its column, not cut', async () => {
  await content.define(definition('essay', [field('textarea', 'text')]))
  await content.create('essay', { text: '長'.repeat(32_767) }, { key: 'fits' })
  const path = `${content.at}/exports/entries?type=essay&format=xlsx`
  expect((await owner(path)).status).toBe(200)
  await content.create('essay', { text: '長'.repeat(32_768) }, { key: 'long' })
  const refused = await owner(path)
  expect([refused.status, refused.body.code]).toEqual([422, 'export_cell_too_long'])
  expect(refused.body.detail).toContain('"text" of "long"')
})

test('what is no spreadsheet, or unpacks without end, is refused and the server goes on', async () => {
  for (const file of [Buffer.from('no zip'), Buffer.from('PK\u0003\u0004broken'), Buffer.alloc(0)]) {
    const answer = await sendFile(owner, 'product', file, xlsx)
    expect([422, 413]).toContain(answer.status)
  }
  const { zipSync } = await import('fflate')
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(210 * 1024 * 1024) }, { level: 1 })
  const answer = await sendFile(owner, 'product', Buffer.from(bomb), xlsx)
  expect([answer.status, answer.body.code]).toEqual([413, 'import_sheet_too_large'])
})

test('a broken CSV is refused with its line and leaves nothing behind', async () => {
  const before = succeeded(await owner(`${content.at}/imports`)).length
  const answer = await sendFile(owner, 'product', 'code,title\r\ng1,"open\r\ng2,x', 'text/csv')
  expect([answer.status, answer.body.code]).toEqual([422, 'import_csv_broken'])
  expect(succeeded(await owner(`${content.at}/imports`))).toHaveLength(before)
})

test('a tree comes by paths, with parents that nobody has made yet', async () => {
  const run = await csv(
    ['path,title', 'company/about/history,沿革', 'company/access,地図'],
    { createMissing: true },
    'page',
  )
  expect(run).toMatchObject({ status: 'done', refused: [] })
  const pages = await content.list('type=page')
  const keyOf = new Map(pages.map(({ id, key }: any) => [id, key]))
  expect(Object.fromEntries(pages.map(({ key, parent }: any) => [key, keyOf.get(parent) ?? null]))).toEqual({
    company: null,
    about: 'company',
    history: 'about',
    access: 'company',
  })
})

test.each(['csv', 'xlsx', 'ndjson'])(
  'what is exported as %s and imported again changes nothing, and makes the same in another site',
  async (format) => {
    const full = {
      code: `full-${format}`,
      title: { ja: "'=x", en: '+1' },
      price: -5,
      shown: false,
      day: '2026-01-01',
      at: '2026-01-01T00:00:00.000Z',
      marks: ['sale', 'new'],
      maker: (await content.list('type=maker&filter[key][eq]=umi'))[0].id,
      body: paragraph('本文'),
      more: { url: 'https://a.example', text: '-', target: '_self' },
      data: { a: [1, 'b', null], '=': true },
    }
    const { values } = await content.create('product', full)
    const filter = encodeURIComponent(JSON.stringify({ key: full.code }))
    const out = await owner(`${content.at}/exports/entries?type=product&format=${format}&filter=${filter}`)
    const type = { csv: 'text/csv', xlsx, ndjson: 'application/x-ndjson' }[format]!
    const again = await ended(owner, await sendFile(owner, 'product', out.raw, type))
    expect(again).toMatchObject({ created: 0, updated: 0, skipped: 1, refused: [] })
    const there = await elsewhere(format)
    const moved = await ended(
      there.ask,
      await sendFile(there.ask, 'product', out.raw, type, {}, there.site),
      there.site,
    )
    expect(moved).toMatchObject({ created: 1, refused: [] })
    const [made] = await there.content.list(`type=product&filter[key][eq]=${full.code}`)
    const [maker] = await there.content.list('type=maker&filter[key][eq]=umi')
    expect(made.values).toEqual({ ...values, maker: maker.id })
  },
)

/** Another site with the same types and one maker. */
async function elsewhere(site: string) {
  await dozo.makeSite(site)
  const ask = await dozo.member('owner', ['owner'], site)
  const there = contentOf(ask, site)
  for (const key of ['maker', 'product']) {
    const { id: _id, etag: _etag, ...type } = succeeded(await owner(`${content.at}/content-types/${key}`))
    await there.define(
      Object.fromEntries(
        ['key', 'name', 'kind', 'fields', 'keyField', 'titleField'].flatMap((name) =>
          type[name] === undefined || type[name] === null ? [] : [[name, type[name]]],
        ),
      ),
    )
  }
  await there.create('maker', { name: 'umi' }, { key: 'umi' })
  return { site, ask, content: there }
}
