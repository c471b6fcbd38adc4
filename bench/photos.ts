// Pictures that cost about what photographs do: soft shapes with grain, each another one.
import sharp from 'sharp'
import type { Dozo } from '../server/test/crash/dozo-process.ts'

const mean = 128

export async function photo(n: number): Promise<Buffer> {
  const shapes = await grain(60, 40, 60 + n)
  const base = sharp(shapes).resize(2400, 1600, { kernel: 'cubic' })
  const overlay = await grain(2400, 1600, 12 + (n % 5))
  return base
    .composite([{ input: overlay, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer()
}

const grain = (width: number, height: number, sigma: number): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean, sigma },
    },
  })
    .png({ compressionLevel: 1 })
    .toBuffer()

export const upload = (dozo: Dozo, name: string, bytes: Uint8Array) =>
  dozo.call('POST', `/files?name=${name}`, bytes, { type: 'application/octet-stream' })
