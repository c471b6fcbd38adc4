import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { imported } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('note', [field('textarea', 'body')]))
})

const line = (key: string, body = 'x') => `{"key":"${key}","body":"${body}"}`
const bodyOf = async (key: string) => (await content.list(`type=note&filter[key][eq]=${key}`))[0]?.values.body

test('lines that are no JSON, no object, too deep or dangerous are refused by number, and the others go in', async () => {
  const file = [
    line('b1'),
    '{"key":"b2"',
    '[1]',
    'null',
    '"text"',
    `${'['.repeat(70)}${']'.repeat(70)}`,
    '{"key":"b7","__proto__":{"body":"x"}}',
    '{"key":"b8","body":"\\ud800"}',
    line('b9'),
  ].join('\n')
  const run = await imported(owner, 'note', file)
  expect([run.total, run.done, run.created]).toEqual([9, 9, 2])
  expect(run.refused).toEqual([
    [2, ['', 'json_broken']],
    [3, ['', 'wrong_type']],
    [4, ['', 'wrong_type']],
    [5, ['', 'wrong_type']],
    [6, ['', 'json_too_deep']],
    [7, ['', 'json_forbidden_key']],
    [8, ['', 'json_broken']],
  ])
})

test('bytes that are not UTF-8 are refused on their line instead of being guessed', async () => {
  const sjis = Buffer.from([0x93, 0xfa, 0x96, 0x7b])
  const file = Buffer.concat([
    Buffer.from(`${line('u1', '日本')}\n{"key":"u2","body":"`),
    sjis,
    Buffer.from(`"}\n${line('u3', '語')}`),
  ])
  const run = await imported(owner, 'note', file)
  expect([run.created, run.refused]).toEqual([2, [[2, ['', 'import_not_utf8']]]])
  expect([await bodyOf('u1'), await bodyOf('u3')]).toEqual(['日本', '語'])
})

test('a huge line is refused by number and never held; what is just below the limit goes in', async () => {
  const long = line('h2', 'x'.repeat(8 * 1024 * 1024))
  const most = line('h3', '長'.repeat(1_000_000))
  const run = await imported(owner, 'note', [line('h1'), long, most, line('h4')].join('\n'))
  expect([run.created, run.refused]).toEqual([3, [[2, ['', 'import_too_long']]]])
  expect((await bodyOf('h3')).length).toBe(1_000_000)
})

test('files of every make: byte order mark, CR LF, blank lines, no end of line at the end', async () => {
  const run = await imported(owner, 'note', `\uFEFF${line('f1')}\r\n\r\n   \n${line('f4')}`)
  expect([run.total, run.done, run.created, run.refused]).toEqual([4, 4, 2, []])
  expect(await bodyOf('f4')).toBe('x')
})

test('what ends a line to Unicode and not to JSON stays in the text', async () => {
  const body = 'a\u2028b\u2029c\u0085d'
  expect((await imported(owner, 'note', [{ key: 's1', body }])).refused).toEqual([])
  expect(await bodyOf('s1')).toBe(body)
})
