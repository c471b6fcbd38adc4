import type { Readable } from 'node:stream'
import sharp from 'sharp'
import { Problem } from '#platform/errors.ts'

/** Most pixels of all frames together: unpacked they are a gigabyte. */
const mostPixels = 268_000_000
/** Longer ones are kept without being looked at: that takes them into the memory. */
const mostBytes = 64 * 1024 * 1024

/** Those whose size is read. What else calls itself an image is kept as it is. */
const readable = /^image\/(png|apng|jpeg|gif|webp|avif|tiff)$/

type Look = { width: number | null; height: number | null; placeholder: string | null }

/**
 * Width and height of an image as it is shown; nulls for what is no image, or one that was not looked at. Throws 422 for one that cannot be
 * read, or would fill the memory unpacked.
 */
export async function dimensionsOf(type: string, size: number, open: () => Readable): Promise<Look> {
  if (!readable.test(type) || size > mostBytes) return { width: null, height: null, placeholder: null }
  const bytes = Buffer.concat(await open().toArray())
  const { autoOrient, pages = 1, width, height } = await headOf(bytes)
  if (width * height * pages > mostPixels)
    throw new Problem(422, 'image_too_large', { params: { limit: mostPixels } })
  return { ...autoOrient, placeholder: await placeholderOf(bytes) }
}

/** Longer side in pixels: some hundred bytes, and enough for a front end to show blurred. */
const tiny = 16

async function placeholderOf(bytes: Buffer): Promise<string | null> {
  const small = sharp(bytes, { limitInputPixels: mostPixels })
    .autoOrient()
    .resize(tiny, tiny, { fit: 'inside' })
    .webp({ quality: 40, alphaQuality: 40, effort: 2 })
  const picture = await small.toBuffer().catch(() => undefined)
  return picture ? `data:image/webp;base64,${picture.toString('base64')}` : null
}

async function headOf(bytes: Buffer) {
  try {
    return await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata()
  } catch {
    throw new Problem(422, 'image_broken')
  }
}
