import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { filesOf } from '../../../test/files.ts'
import { useDozo } from '../../../test/harness.ts'
import { about, colourAt, quarters } from '../../../test/pictures.ts'
import { variantsOf } from './image-variants.ts'

const dozo = useDozo()
let files: ReturnType<typeof filesOf>
const widths = [16, 32, 48, 64, 96, 128, 256]

beforeAll(async () => {
  files = filesOf(await dozo.member('owner', ['owner']))
})

/** A GIF with so many frames of one pixel on a canvas of this size. */
function gif(width: number, height: number, frames: number): Buffer {
  const [screen, frame] = [Buffer.alloc(13 + 6), Buffer.alloc(8 + 10 + 5)]
  screen.write('GIF89a', 'latin1')
  screen.writeUInt16LE(width, 6)
  screen.writeUInt16LE(height, 8)
  screen[10] = 0x80
  screen.fill(0xff, 13, 16)
  Buffer.from([0x21, 0xf9, 4, 0, 10, 0, 0, 0]).copy(frame)
  Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0]).copy(frame, 8)
  Buffer.from([2, 2, 0x44, 1, 0]).copy(frame, 18)
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

test('an image that unpacked would fill the memory is not taken, whatever says so', async () => {
  const header = await quarters(8, 8).png().toBuffer()
  header.writeUInt32BE(50_000, 16)
  header.writeUInt32BE(50_000, 20)
  // Once with a checksum that does not fit, once with one that does.
  const honest = Buffer.from(header)
  honest.writeUInt32BE(crc32(honest.subarray(12, 29)), 29)
  expect((await files.tryUpload('header.png', header)).status).toBe(422)
  const large = await files.tryUpload('honest.png', honest)
  expect([large.status, large.body.code]).toEqual([422, 'image_too_large'])
  const frames = await files.tryUpload('frames.gif', gif(1000, 1000, 5000))
  expect([frames.status, frames.body.code]).toEqual([422, 'image_too_large'])
})

test('of very many frames, or very large ones, the first is shown', async () => {
  await files.upload('many.gif', gif(10, 10, 20_000))
  expect(await about((await dozo.site('/files/many.gif?w=64&format=webp')).raw)).toBe('webp 10x10')
  await files.upload('large.gif', gif(2000, 2000, 60))
  expect(await about((await dozo.site('/files/large.gif?w=64&format=webp')).raw)).toBe('webp 64x64')
})

test('a burst of broken images harms no good one that is asked for at the same time', async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const create = { width: 300, height: 300, channels: 3 as const, background: '#888', noise }
  const whole = await sharp({ create }).jpeg({ quality: 95 }).toBuffer()
  await files.upload('good.png', await quarters(300, 300).png().toBuffer())
  await files.upload('cut.jpg', whole.subarray(0, whole.length / 2))
  const bent = Buffer.from(await sharp({ create }).webp().toBuffer())
  bent.fill(0xa5, 200)
  expect([201, 422]).toContain((await files.tryUpload('bent.webp', bent)).status)
  const png = await sharp({ create }).png().toBuffer()
  png.fill(0, 1000, 60_000)
  await files.upload('holed.png', png)
  const asked = (name: string) =>
    Promise.all(widths.map(async (width) => dozo.site(`/files/${name}?w=${width}`)))
  const [cut, holed, good] = await Promise.all([asked('cut.jpg'), asked('holed.png'), asked('good.png')])
  for (const answer of [...cut!, ...holed!])
    expect([answer.status, answer.body?.code]).toEqual([422, 'image_broken'])
  for (const [n, answer] of good!.entries()) {
    expect(await about(answer.raw)).toBe(`png ${widths[n]}x${widths[n]}`)
    expect(await colourAt(answer.raw, 0.9, 0.1)).toBe('green')
  }
  // Nor is it tried again at each request.
  const before = variantsOf(dozo.app).made
  expect((await asked('cut.jpg')).map(({ status }) => status)).toEqual(widths.map(() => 422))
  expect(variantsOf(dozo.app).made).toBe(before)
  dozo.time.advance(60_000)
  await asked('cut.jpg')
  expect(variantsOf(dozo.app).made).toBe(before + widths.length)
})

test('what only calls itself an image is none', async () => {
  for (const [name, bytes] of [
    ['png.png', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['jpeg.jpg', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['gif.gif', Buffer.from('GIF89a')],
    ['webp.webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1')],
  ] as const) {
    const sent = await files.tryUpload(name, bytes)
    expect(sent.status === 422 || (await dozo.site(`/files/${name}?w=64`)).status === 422, name).toBe(true)
  }
})
