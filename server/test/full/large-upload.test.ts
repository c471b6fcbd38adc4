// The largest file there may be, over a line that breaks again and again. Part of `npm run test:full`.
import { createHash } from 'node:crypto'
import { createReadStream, openSync, closeSync, ftruncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenLine } from '../broken-line.ts'
import { startDozo, type Dozo } from '../crash/dozo-process.ts'
import { randomFrom } from '../crash/random-from.ts'
import { sent } from '../uploads.ts'

const wanted = process.env['TEST_FULL'] !== undefined
const bytes = 5 * 1024 ** 3
const cuts = 20
let dozo: Dozo
beforeAll(async () => {
  if (wanted) dozo = await startDozo()
}, 120_000)
afterAll(() => dozo?.end(), 60_000)

/** Mostly holes, so that it takes no room here; marks in it tell each place from the others. */
function sparse(file: string, random: () => number): void {
  const descriptor = openSync(file, 'w')
  ftruncateSync(descriptor, bytes)
  for (let n = 0; n < 1000; n++) writeSync(descriptor, `mark ${n}`, Math.floor(random() * (bytes - 100)))
  closeSync(descriptor)
}

test.skipIf(!wanted)(
  '5 GiB over a line that breaks at twenty places arrive as they are',
  async () => {
    const random = randomFrom(5)
    const file = join(dozo.dataDir, 'source.bin')
    sparse(file, random)
    const line = await brokenLine(
      Number(new URL(dozo.consoleUrl).port),
      Array.from({ length: cuts }, () => Math.floor((random() * 1.5 * bytes) / cuts)),
    )
    const { fileId } = await sent(createReadStream(file) as never, `http://127.0.0.1:${line.port}`, {
      metadata: { filename: 'film.bin' },
      headers: { authorization: dozo.authorization() },
      retries: 500,
    })
    expect(line.cuts).toEqual([])
    const hash = createHash('sha256')
    await pipeline(createReadStream(file), hash)
    const { data } = (await dozo.call('GET', `/files/${fileId}`)).body
    expect([data.size, data.hash]).toEqual([bytes, hash.digest('hex')])
    // What was sent twice is less than what the breaks could have cost.
    expect(line.up()).toBeLessThan(bytes * 1.5)
  },
  1_800_000,
)
