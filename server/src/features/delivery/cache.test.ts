import { expect, test } from 'vitest'
import { bytesOf, ready } from './cache.ts'

test.each([
  ['a short answer', 'x'.repeat(100)],
  ['an answer that is packed well', 'x'.repeat(20_000)],
  ['a long answer', Array.from({ length: 9000 }, (_, n) => n * n).join(' ')],
])('%s takes no more memory in the cache than is counted for it', (_, text) => {
  const one = ready({
    uses: { siteId: '', timeZone: 'UTC', endpointId: '', calls: 0, lastAt: new Date(0) },
    status: 200,
    headers: {},
    text,
    origins: [],
    pack: true,
  })
  const held = [one.body, one.gzip, one.brotli].flatMap((bytes) => (bytes ? [bytes.buffer.byteLength] : []))
  expect(held.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(bytesOf(one))
})
