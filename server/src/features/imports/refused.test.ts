import iconv from 'iconv-lite'
import readSheets from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, words, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { ended, sendFile } from '../../../test/imported.ts'

// Refused lines come back as they were sent, with their reason, and go in again once they are mended.
const dozo = useDozo()
let owner: Ask
let content: Content
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('product', [
      field('textarea', 'title', { name: { ja: '題名', en: 'Title' } }),
      field('number', 'price', { name: { ja: '値段', en: 'Price' } }),
    ]),
  )
})

const run = async (file: Buffer | string, type = 'text/csv', options: object = {}) =>
  ended(owner, await sendFile(owner, 'product', file, type, options))
const refusedOf = (id: string, ask = owner) => ask(`${content.at}/imports/${id}/refused`)
const valuesOf = async (key: string) => (await content.list(`type=product&filter[key][eq]=${key}`))[0]?.values

test('of a CSV: its columns, the line and the reason; mended it goes in, with the mapping of before', async () => {
  const query = { mapping: JSON.stringify({ key: 1, title: 2, price: 3 }) }
  const file = iconv.encode('番号,名,円\r\na1,机,1\r\na2,"椅\r\n子",高い\r\na3,棚,3,4\r\n', 'cp932')
  const first = await run(file, 'text/csv; charset=Shift_JIS', query)
  expect(first).toMatchObject({ created: 1, failed: 2, hasRefused: true })
  const sent = await refusedOf(first.id)
  expect(sent.headers['content-type']).toBe('text/csv; charset=windows-31j')
  const text = iconv.decode(sent.raw, 'cp932')
  expect(text).toBe(
    '番号,名,円,import.line,import.reason\r\n' +
      'a2,"椅\r\n子",高い,3,Price: This must look like 123.\r\n' +
      'a3,棚,3,4,The row has more values than the head has columns (3).,4\r\n',
  )
  const again = await run(sent.raw, 'text/csv; charset=Shift_JIS', query)
  expect(again).toMatchObject({ created: 0, failed: 2 })
  const twice = iconv.decode((await refusedOf(again.id)).raw, 'cp932')
  expect(twice.split('\r\n')[0]).toBe('番号,名,円,import.line,import.reason')
  expect(twice).toContain('高い,2,Price')
  const mended = iconv.encode(text.replace('高い', '2').replace(/,4\r\n$/, '\r\n'), 'cp932')
  const last = await run(mended, 'text/csv; charset=Shift_JIS', query)
  expect(last).toMatchObject({ created: 2, failed: 0, hasRefused: false })
  expect(await valuesOf('a2')).toEqual({ title: '椅\n子', price: 2 })
  const gone = await refusedOf(last.id)
  expect([gone.status, gone.body.code]).toEqual([409, 'import_refused_gone'])
})

test('of a CSV that needs no mapping the file goes in as it is, under the names that it has', async () => {
  const first = await run('key,title,price\nb1,x,one')
  const { text } = await refusedOf(first.id)
  expect(text.startsWith('\uFEFF')).toBe(true)
  expect(await run(text.replace('one', '1'))).toMatchObject({ created: 1, failed: 0 })
  expect(await valuesOf('b1')).toEqual({ title: 'x', price: 1 })
})

test('of NDJSON: each line as it was written, the reason within; lines that are no object as they are', async () => {
  const lines = [
    '{"key":"c1","title":"x"}',
    '{"key": "c2",  "price": "many", "big": 12345678901234567890}',
    '{"key":"c3"',
    '{}',
    `{"key":"c5","title":"${'x'.repeat(8 * 1024 * 1024)}"}`,
  ]
  const { id, failed } = await run(lines.join('\n'), 'application/x-ndjson', { mode: 'create', dryRun: true })
  const { text } = await refusedOf(id)
  const back = text.trimEnd().split('\n')
  expect([failed, back.length]).toEqual([3, 3])
  expect(back[0]).toBe(
    '{"key": "c2",  "price": "many", "big": 12345678901234567890,"import.line":2,"import.reason":"Price: This must look like 123."}',
  )
  expect(back[1]).toBe('{"key":"c3"')
  expect(JSON.parse(back[2]!)['import.line']).toBe(5)
  const again = await run(text, 'application/x-ndjson')
  expect((await refusedOf(again.id)).text.split('\n')[0]).toBe(
    back[0]!.replace('"import.line":2', '"import.line":1'),
  )
  expect(await run(text.replace('"many"', '1').split('\n')[0]!, 'application/x-ndjson')).toMatchObject({
    created: 1,
  })
})

test('of a spreadsheet: a spreadsheet, in which texts stay texts', async () => {
  const cells = (values: (string | number)[]) =>
    values.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String }))
  const file = await (
    await writeXlsxFile(
      [
        ['key', 'title', 'price'],
        ['007', '=1+1', 'x'],
        ['008', 'y', 5],
      ].map(cells),
    )
  ).toBuffer()
  const { id } = await run(file, xlsx)
  const [sheet] = await readSheets((await refusedOf(id)).raw)
  expect(sheet!.data.map((row) => row.slice(0, 4))).toEqual([
    ['key', 'title', 'price', 'import.line'],
    ['007', '=1+1', 'x', 2],
  ])
})

test('the lines are their sender’s, and of those who read the whole type; they are kept for thirty days', async () => {
  const { id } = await run('key,title,price\nd1,secret,one')
  const group = async (key: string, read: object) => {
    const always = ['console.enter', 'imports.read', 'imports.write', 'entries.create', 'entries.update']
    const grants = [...always.map((permission) => ({ permission })), { permission: 'entries.read', ...read }]
    await owner(`${content.at}/groups`, { method: 'POST', body: { key, name: words(key), grants } })
    return dozo.member(key, [key])
  }
  const part = await group('part', { fields: ['price'] })
  expect((await refusedOf(id, part)).status).toBe(403)
  expect((await refusedOf(id, await group('all', {}))).status).toBe(200)
  const own = await ended(part, await sendFile(part, 'product', 'key,price\nd2,one', 'text/csv'))
  expect((await refusedOf(own.id, part)).status).toBe(200)
  expect((await refusedOf(id, await dozo.member('viewer', ['viewer']))).status).toBe(403)
  await dozo.makeSite('right')
  const stranger = await dozo.member('stranger', ['owner'], 'right')
  for (const site of ['main', 'right'])
    expect((await stranger(`/manage/v1/sites/${site}/imports/${id}/refused`)).status).toBe(404)
  dozo.time.advance(31 * 86_400_000)
  await dozo.runJob('imports.clear-files')
  const later = await dozo.signIn('owner@main.example')
  expect((await refusedOf(id, later)).body.code).toBe('import_refused_gone')
})
