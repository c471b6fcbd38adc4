// What is read out of an image when it comes in, and what is taken out of it. Runs in the process for images.
import sharp from 'sharp'
import { withoutPosition } from './image-position.ts'
import { mostPixels } from './image-process.ts'

/** `bytes`: those to be kept instead, when the image said where it was taken. */
export type Look = {
  width: number
  height: number
  placeholder: string | null
  bytes: Uint8Array | undefined
}

export async function lookAt(given: Buffer, type: string): Promise<Look | 'too large'> {
  const { autoOrient, pages = 1, width, height } = await headOf(given)
  if (width * height * pages > mostPixels) return 'too large'
  return { ...autoOrient, placeholder: await placeholderOf(given), bytes: withoutPosition(given, type) }
}

const headOf = (bytes: Buffer) => sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata()

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
