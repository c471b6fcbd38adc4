// One picture made of another. Runs in the process for images, and beside it in the benchmark.
import sharp, { type Sharp } from 'sharp'
import { mostPixels } from './image-process.ts'
import type { Plan, Size } from './transform-plan.ts'

/** Of what moves: more is shown as its first frame. */
const most = { frames: 300, pixels: 60_000_000 }

const white = { r: 255, g: 255, b: 255 }
const clear = { ...white, alpha: 0 }

/** Without any metadata, in sRGB. Throws for bytes that cannot be read as a whole. */
export async function render(bytes: Buffer, plan: Plan): Promise<Buffer> {
  const { format, rotate, resize, cut, pad, blur } = plan
  const animated = await moves(bytes, plan)
  let image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', animated }).autoOrient()
  if (rotate) image = image.rotate(rotate)
  image =
    cut === 'smart'
      ? image.resize({ ...resize, fit: 'cover', position: sharp.strategy.attention })
      : image.resize({ ...resize, fit: 'fill' })
  if (cut !== null && cut !== 'smart') image = image.extract(cut)
  if (pad) image = image.extend({ ...pad, background: format === 'jpeg' ? white : clear })
  if (blur !== null) image = image.blur(blur)
  return written(image, plan).toBuffer()
}

/** Frames that are turned, or cut each by itself, would not fit together. */
async function moves(bytes: Buffer, { format, rotate, cut }: Plan): Promise<boolean> {
  if ((format !== 'webp' && format !== 'gif') || rotate !== 0 || cut === 'smart') return false
  const { pages = 1, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
  return pages > 1 && pages <= most.frames && pages * width * height <= most.pixels
}

/** Time spent on fewer bytes: from 4 on AVIF takes several times as long. The largest ones, which few ask for, are ready in seconds. */
const effortFor = ({ width, height }: Size) => (width * height > 4_000_000 ? 0 : 3)

function written(image: Sharp, { format, quality, resize }: Plan): Sharp {
  switch (format) {
    case 'jpeg':
      return image.flatten({ background: white }).jpeg({ quality: quality ?? 80, progressive: true })
    case 'webp':
      return image.webp({ quality: quality ?? 78 })
    case 'avif':
      return image.avif({ quality: quality ?? 55, effort: effortFor(resize) })
    case 'png':
      return image.png()
    case 'gif':
      return image.gif()
  }
}
