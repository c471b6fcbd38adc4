import iconv from 'iconv-lite'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { sendFile } from '../../../test/imported.ts'

// The first row of a table says what the columns are. What comes instead of one is refused in words that help.
const dozo = useDozo()
let owner: Ask

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  await contentOf(owner).define(
    definition('product', [field('slug', 'code'), field('text', 'title'), field('number', 'price')]),
  )
})

/** Processor time of refusing a head, in microseconds: nobody else gets an answer during it. */
async function refused(head: string): Promise<number> {
  const before = process.cpuUsage()
  const answer = await sendFile(owner, 'product', `${head}\n1`, 'text/csv')
  const { user, system } = process.cpuUsage(before)
  expect([answer.status, answer.body.errors[0].code]).toEqual([422, 'import_column_unknown'])
  expect(answer.body.errors.length).toBeLessThanOrEqual(20)
  return user + system
}

test.each([
  [
    'many names',
    (size: number) => Array.from({ length: size }, (_, i) => `${'x'.repeat(400)}${i}`).join(','),
  ],
  ['one endless name', (size: number) => 'x'.repeat(100 * size)],
])('a head of %s is refused at a cost that grows no faster than the head', async (_, head) => {
  await refused(head(1000))
  let ratio = Infinity
  for (let tries = 0; tries < 3 && ratio >= 40; tries++) {
    const short = await refused(head(1000))
    ratio = Math.min(ratio, (await refused(head(10_000))) / short)
  }
  // Ten times the head: comparing all with all would be a hundred times.
  expect(ratio).toBeLessThan(40)
})

test('a head in another encoding is told as that, and an unknown column with those that there are', async () => {
  const sent = await sendFile(owner, 'product', iconv.encode('題名\n皿', 'cp932'), 'text/csv')
  expect([sent.status, sent.body.code]).toEqual([422, 'import_not_decodable'])
  const strange = await sendFile(owner, 'product', '知らない列\n皿', 'text/csv')
  expect(strange.body.errors[0].message).toContain('code, title, price')
  const short = await sendFile(owner, 'product', 'code,title,値段\n皿', 'text/csv')
  expect(short.body.errors[0].message).toContain('(there is: price)')
})
