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

test('a head of ten thousand names, or of one that is endless, is refused without making others wait', async () => {
  const heads = [
    Array.from({ length: 10_000 }, (_, i) => `${'x'.repeat(400)}${i}`).join(','),
    'x'.repeat(1_000_000),
  ]
  for (const head of heads) {
    const started = performance.now()
    const answer = await sendFile(owner, 'product', `${head}\n1`, 'text/csv')
    expect([answer.status, answer.body.errors[0].code]).toEqual([422, 'import_column_unknown'])
    expect(answer.body.errors.length).toBeLessThanOrEqual(20)
    expect(performance.now() - started).toBeLessThan(2000)
  }
})

test('a head in another encoding is told as that, and an unknown column with those that there are', async () => {
  const sent = await sendFile(owner, 'product', iconv.encode('題名\n皿', 'cp932'), 'text/csv')
  expect([sent.status, sent.body.code]).toEqual([422, 'import_not_decodable'])
  const strange = await sendFile(owner, 'product', '知らない列\n皿', 'text/csv')
  expect(strange.body.errors[0].message).toContain('code, title, price')
})
