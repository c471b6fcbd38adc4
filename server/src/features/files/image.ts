import type { Readable } from 'node:stream'
import sharp from 'sharp'
import { Problem } from '#platform/errors.ts'

/** Most pixels of all frames together: unpacked they are a gigabyte. */
const mostPixels = 268_000_000

/** Those whose size is read. What else calls itself an image is kept as it is. */
const readable = /^image\/(png|jpeg|gif|webp|avif|tiff)$/

/** Width and height as shown, out of the head of an image. Throws 422 for one that cannot be read, or would fill the memory unpacked. */
export async function dimensionsOf(
  type: string,
  open: () => Readable,
): Promise<{ width: number | null; height: number | null }> {
  if (!readable.test(type)) return { width: null, height: null }
  const bytes = open()
  const image = sharp({ limitInputPixels: false, failOn: 'error' })
  bytes.on('error', (error) => image.destroy(error))
  try {
    const { autoOrient, pages = 1, width, height } = await bytes.pipe(image).metadata()
    if (width * height * pages > mostPixels)
      throw new Problem(422, 'image_too_large', { params: { limit: mostPixels } })
    return autoOrient
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(422, 'image_broken')
  } finally {
    bytes.destroy()
    image.destroy()
  }
}
