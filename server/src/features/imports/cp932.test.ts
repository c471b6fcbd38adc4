import iconv from 'iconv-lite'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, words, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { ended, exported, sendFile } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
const valuesOf = async (key: string) =>
  (await content.list(`type=product&filter[key][eq]=${encodeURIComponent(key)}`))[0]?.values

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const title = field('text', 'title', { localized: true, name: words('題名') })
  await content.define(definition('product', [field('slug', 'code'), title], { keyField: 'code' }))
})

test('Shift_JIS of Windows comes in by its name, and as UTF-8 is refused row by row instead of being noise', async () => {
  const file = iconv.encode('code,題名（ja）\r\nd1,①～髙﨑\r\n', 'cp932')
  const good = await sendFile(owner, 'product', file, 'text/csv; charset=Shift_JIS')
  expect(await ended(owner, good)).toMatchObject({ created: 1, refused: [] })
  expect((await valuesOf('d1')).title.ja).toBe('①～髙﨑')
  const rows = iconv.encode('code,title\r\nd2,日本\r\nd3,abc\r\n', 'cp932')
  const wrong = await ended(owner, await sendFile(owner, 'product', rows, 'text/csv'))
  expect([wrong.created, wrong.refused]).toEqual([1, [[2, ['', 'import_not_decodable']]]])
})

test('what is written out in cp932 keeps what it cannot hold as a number, and a report names it', async () => {
  await content.create('product', { code: 'e1', title: { ja: '𠮷野〜' } })
  const query = '&format=csv&encoding=cp932&fields=code,title&filter=' + encodeURIComponent('{"key":"e1"}')
  const answer = await owner(`${content.at}/exports/entries?type=product${query}`)
  expect([answer.headers['content-type'], answer.status >= 400 ? answer.text : '']).toEqual([
    'text/csv; charset=windows-31j',
    '',
  ])
  expect(iconv.decode(answer.raw, 'cp932')).toBe('code,title.ja,title.en\r\ne1,&#x20BB7;野～,\r\n')
  const report = await exported(owner, 'product', `${query}&report=unmapped`)
  expect(JSON.parse(report)).toMatchObject({ key: 'e1', column: 'title.ja', characters: ['𠮷'] })
})

test('what has been written out in cp932 comes back as it was, also what looks like such a number', async () => {
  const titles = ['𠮷野😀〜', '&#x20BB7;', '&#x26;#x20BB7; & &#x41;', '&#xFFFFFFF; &#x; &amp;']
  for (const [n, ja] of titles.entries()) await content.create('product', { code: `g${n}`, title: { ja } })
  const query =
    '&format=csv&encoding=cp932&fields=code,title&filter=' + encodeURIComponent('{"key":{"startsWith":"g"}}')
  const { raw } = await owner(`${content.at}/exports/entries?type=product${query}`)
  const before = await Promise.all(titles.map((_, n) => valuesOf(`g${n}`)))
  const again = await ended(owner, await sendFile(owner, 'product', raw, 'text/csv; charset=Shift_JIS'))
  // The wave dash comes back as Windows writes it, which is another character of Unicode.
  expect(again).toMatchObject({ created: 0, refused: [] })
  const after = await Promise.all(titles.map((_, n) => valuesOf(`g${n}`)))
  expect(after.map(({ title }) => title.ja)).toEqual(before.map(({ title }) => title.ja.replace('〜', '～')))
})
