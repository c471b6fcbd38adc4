import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, paragraph, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('shelf', [field('text', 'name')]))
  await content.define(
    definition('book', [
      field('text', 'title', { filterable: true }),
      field('rich_text', 'body'),
      field('relation', 'shelves', { to: ['shelf'], many: true }),
      field('relation', 'shelf', { to: ['shelf'] }),
      field('json', 'data'),
      field('text', 'inside', { neverDelivered: true }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  for (const [path, operation] of [
    ['/books', 'entries.list'],
    ['/books/{id}', 'entries.get'],
  ])
    await owner(`${content.at}/apis/out/endpoints`, {
      method: 'POST',
      body: { type: 'book', cacheSeconds: 60, path, operation },
    })
  const shelf = (await content.create('shelf', { name: '棚, "上"' }, { publish: true })).id
  for (const title of ['=1+1', '二冊目'])
    await content.create(
      'book',
      { title, shelf, shelves: [shelf, shelf], body: paragraph('本文'), inside: 'secret' },
      { publish: true },
    )
})

const asCsv = (path: string, accept = 'text/csv') => dozo.site(`/api/out/${path}`, { headers: { accept } })

test('a list comes as a table for spreadsheets, with the columns that were asked for', async () => {
  const answer = await asCsv('books?fields=title,shelf.name,body&sort=number')
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  const lines = answer.text.split('\r\n')
  expect(lines[0]).toMatch(/^\uFEFFid,type,title,/)
  expect(lines[0]!.split(',').sort()).toEqual(
    ['\uFEFFid', 'type', 'title', 'shelf.id', 'shelf.type', 'shelf.name', 'body'].sort(),
  )
  expect(lines[2]).toContain('二冊目')
  expect(lines[2]).toContain('"棚, ""上"""')
  expect(lines[2]).toContain('本文')
  expect(answer.text).not.toContain('secret')
})

test('what a spreadsheet would run as a formula stays text', async () => {
  expect((await asCsv('books?fields=title&sort=number')).text).toContain(`'=1+1`)
})

test('one address is kept in both forms, and where it goes on is said in a header', async () => {
  const path = 'books?fields=title&sort=number&page[size]=1'
  const first = await asCsv(path)
  expect((await dozo.site(`/api/out/${path}`)).body.data).toHaveLength(1)
  const again = await asCsv(path)
  expect([again.headers['x-cache'], again.text, again.headers['vary']]).toEqual([
    'hit',
    first.text,
    'Accept, Accept-Encoding, Origin',
  ])
  const next = /<\/api\/out\/(.+)>; rel="next"/.exec(String(again.headers['link']))![1]!
  const last = await asCsv(next)
  expect(last.text).toContain('二冊目')
  expect(last.headers['link']).toBeUndefined()
})

test('who takes JSON, too, gets JSON, and one entry is a table of one line', async () => {
  const both = await asCsv('books', 'text/csv, application/json')
  expect(both.headers['content-type']).toContain('application/json')
  const { id } = both.body.data[0]
  expect((await asCsv(`books/${id}?fields=title`)).text.trim().split('\r\n')).toHaveLength(2)
  expect((await asCsv('books?fields=nothing')).headers['content-type']).toContain('application/problem+json')
})

test.each(['\n=1', '＝1', '＋1', '－1', '＠x'])(
  '%j is taken for a formula, too, in a cell and in a head',
  async (text) => {
    const data = { [text]: text }
    const { id } = await content.create('book', { title: 'x', data }, { publish: true })
    const { text: csv } = await asCsv(`books/${id}?fields=data`)
    expect(csv).toContain(`'${text}`)
    expect(csv.replaceAll(`'${text}`, '').replace(`data.${text}`, '')).not.toContain(text)
  },
)
