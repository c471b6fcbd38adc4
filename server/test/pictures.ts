// Pictures whose places can be told apart, and what tests look for in what comes back.
import sharp, { type Sharp } from 'sharp'

const [red, green, blue, white] = ['#ff0000', '#00ff00', '#0000ff', '#ffffff']

/** Four quarters: red and green above, blue and white below. */
export function quarters(width: number, height: number): Sharp {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const quarter = (background: string) => ({
    create: { width: w, height: h, channels: 3 as const, background },
  })
  return sharp({ create: { width, height, channels: 3, background: red } }).composite([
    { input: quarter(green), left: w, top: 0 },
    { input: quarter(blue), left: 0, top: h },
    { input: quarter(white), left: w, top: h },
  ])
}

/** Red and blue in turn. */
export const moving = (width: number, height: number, frames: number): Promise<Buffer> =>
  Promise.all(
    Array.from({ length: frames }, (_, n) =>
      sharp({ create: { width, height, channels: 4, background: n % 2 === 0 ? red : blue } })
        .png()
        .toBuffer(),
    ),
  ).then((pictures) =>
    sharp(pictures, { join: { animated: true } })
      .gif({ delay: Array.from({ length: frames }, () => 100) })
      .toBuffer(),
  )

/** Format, width and height, and frames when there are several. */
export async function about(picture: Buffer): Promise<string> {
  const {
    format,
    width,
    height,
    pages = 1,
    pageHeight,
    compression,
  } = await sharp(picture, {
    animated: true,
  }).metadata()
  const name = format === 'heif' ? compression : format
  return `${name} ${width}x${pageHeight ?? height}${pages > 1 ? ` ${pages} frames` : ''}`
}

/** The colour at a place given in parts of width and height, as one word. */
export async function colourAt(picture: Buffer, x: number, y: number): Promise<string> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * 4
  const [r = 0, g = 0, b = 0, alpha = 0] = data.subarray(at, at + 4)
  if (alpha < 128) return 'clear'
  const high = (value: number) => value > 200
  if (high(r) && high(g) && high(b)) return 'white'
  return high(r) ? 'red' : high(g) ? 'green' : high(b) ? 'blue' : `${r},${g},${b}`
}

/** Colours of the four quarters, in reading order. */
export const corners = (picture: Buffer): Promise<string[]> =>
  Promise.all(
    (
      [
        [0.1, 0.1],
        [0.9, 0.1],
        [0.1, 0.9],
        [0.9, 0.9],
      ] as const
    ).map(([x, y]) => colourAt(picture, x, y)),
  )
