import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { filesOf } from '../../../test/files.ts'
import { useDozo } from '../../../test/harness.ts'
import { imageCache } from './image-cache.ts'
import { variantsOf } from './image-variants.ts'

const dozo = useDozo({ env: { DOZO_IMAGE_CACHE_MB: '1' } })
const megabyte = 1024 * 1024
const folder = () => join(dozo.app.config.dataDir, 'cache', 'images')
const kept = async () =>
  (await readdir(folder(), { recursive: true })).filter((name) => name.endsWith('.png')).length

beforeAll(async () => {
  const files = filesOf(await dozo.member('owner', ['owner']))
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const create = { width: 390, height: 390, channels: 3 as const, background: '#888', noise }
  for (const name of ['a.png', 'b.png', 'c.png'])
    await files.upload(name, await sharp({ create }).png().toBuffer())
})

/** Asked for anew, behind what is kept in memory: true when it had to be made. */
async function wasMade(name: string): Promise<boolean> {
  dozo.time.advance(60_000)
  const before = variantsOf(dozo.app).made
  const answer = await dozo.site(`/files/${name}?w=384`)
  expect(answer.raw.length).toBeGreaterThan(0.35 * megabyte)
  return variantsOf(dozo.app).made > before
}

test('over its limit it forgets what was used longest ago', async () => {
  expect([await wasMade('a.png'), await wasMade('b.png')]).toEqual([true, true])
  expect(await wasMade('a.png')).toBe(false)
  expect(await wasMade('c.png')).toBe(true)
  expect(await kept()).toBe(2)
  expect(variantsOf(dozo.app).cache.size()).toBeLessThanOrEqual(megabyte)
  expect([await wasMade('a.png'), await wasMade('b.png')]).toEqual([false, true])
})

test('a server that starts again knows what is there and what was used last', async () => {
  // a, then b were used last; both are there.
  const options = { folder: folder(), mostBytes: megabyte, clock: () => dozo.time.now }
  const again = imageCache(options)
  const objects = await again.objects()
  expect(objects).toEqual(await variantsOf(dozo.app).cache.objects())
  expect([objects.length, again.size()]).toEqual([2, variantsOf(dozo.app).cache.size()])
  await again.put(`${objects[0]!.split('/')[0]}/new/one.png`, Buffer.alloc(megabyte / 3, 1))
  expect((await again.objects()).length).toBe(2)
  expect(await again.objects()).toContain(objects[1])
  // What does not fit at all is not kept at the cost of everything else.
  await again.put('x/y/z.png', Buffer.alloc(2 * megabyte, 1))
  expect((await again.objects()).length).toBe(2)
})
