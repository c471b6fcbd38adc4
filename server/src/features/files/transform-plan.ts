// From what is asked to what is done, in pixels. The same picture has the same plan, however it was asked for; nothing is made larger
// than the original, except where it is stretched (`fill`).
import { hash } from 'node:crypto'
import type { FileRow } from './sql.ts'
import { longestSide, type Transform } from './transform-schema.ts'

export type Format = 'webp' | 'avif' | 'jpeg' | 'png' | 'gif'
export type Size = { width: number; height: number }
export type Plan = {
  format: Format
  quality: number | null
  /** Clockwise, before everything else. */
  rotate: number
  resize: Size
  /** Cut out of what was resized; smart: resized and cut in one. */
  cut: (Size & { left: number; top: number }) | 'smart' | null
  /** Edges around it. */
  pad: { left: number; right: number; top: number; bottom: number } | null
  blur: number | null
}

/** Raised when the same plan gives other bytes. */
const engine = 1
export const planHash = (plan: Plan): string =>
  hash('sha256', JSON.stringify([engine, plan]), 'hex').slice(0, 32)

const kinds: Record<string, Format> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
}

type Original = Pick<FileRow, 'type' | 'focal'> & Size

/** Nothing for what is no picture that we make others of. */
export function planOf(file: FileRow, asked: Transform, accept: string): Plan | undefined {
  const own = kinds[file.type]
  if (!own || !file.width || !file.height) return undefined
  const { rotate = 0, dpr = 1, w, h } = asked
  const original = turned({ ...file, width: file.width, height: file.height }, rotate)
  const side = (given: number | undefined) => (given === undefined ? undefined : Math.round(given * dpr))
  return {
    format: formatOf(asked.format, own, accept),
    quality: asked.q ?? null,
    rotate,
    blur: asked.blur ?? null,
    ...fitted(original, asked, side(w), side(h)),
  }
}

/** Whether what is sent depends on what the browser says it can show. */
export const isAuto = ({ format }: Transform): boolean => format === 'auto'

function formatOf(asked: Transform['format'], own: Format, accept: string): Format {
  if (asked === undefined) return own
  if (asked !== 'auto') return asked
  // What may move stays in a format that moves.
  if (own !== 'gif' && own !== 'webp' && takes(accept, 'image/avif')) return 'avif'
  return takes(accept, 'image/webp') ? 'webp' : own
}

/** Only what is named: browsers that say “anything” do not mean it. */
export const takes = (accept: string, type: string): boolean =>
  accept.split(',').some((one) => {
    const [name = '', ...params] = one.split(';').map((part) => part.trim().toLowerCase())
    return name === type && !params.some((param) => /^q=0(\.0*)?$/.test(param))
  })

function turned(original: Original, rotate: number): Original {
  const { width, height, focal } = original
  const { x, y } = focal ?? { x: 0.5, y: 0.5 }
  if (rotate === 90) return { ...original, width: height, height: width, focal: { x: 1 - y, y: x } }
  if (rotate === 180) return { ...original, focal: { x: 1 - x, y: 1 - y } }
  if (rotate === 270) return { ...original, width: height, height: width, focal: { x: y, y: 1 - x } }
  return original
}

const atLeastOne = (pixels: number) => Math.max(1, Math.round(pixels))
const scaled = ({ width, height }: Size, by: number): Size => ({
  width: atLeastOne(width * by),
  height: atLeastOne(height * by),
})

function fitted(
  original: Original,
  { fit = 'inside', crop = 'center' }: Transform,
  w = longestSide,
  h = longestSide,
): Pick<Plan, 'resize' | 'cut' | 'pad'> {
  if (fit === 'fill') return { resize: { width: w, height: h }, cut: null, pad: null }
  if (fit === 'cover') return covering(original, crop, w, h)
  const resize = scaled(original, Math.min(1, w / original.width, h / original.height))
  if (fit === 'inside') return { resize, cut: null, pad: null }
  const [left, top] = [Math.floor((w - resize.width) / 2), Math.floor((h - resize.height) / 2)]
  const pad = { left, right: w - resize.width - left, top, bottom: h - resize.height - top }
  return { resize, cut: null, pad }
}

/** A smaller original gives a smaller picture of the same shape. */
function covering(original: Original, crop: NonNullable<Transform['crop']>, w: number, h: number) {
  const box = scaled({ width: w, height: h }, Math.min(1, original.width / w, original.height / h))
  if (crop === 'smart') return { resize: box, cut: 'smart' as const, pad: null }
  const by = Math.max(box.width / original.width, box.height / original.height)
  const whole = scaled(original, by)
  const resize = {
    width: Math.max(box.width, whole.width),
    height: Math.max(box.height, whole.height),
  }
  const { x, y } = (crop === 'focal' && original.focal) || { x: 0.5, y: 0.5 }
  const from = (at: number, all: number, part: number) =>
    Math.min(all - part, Math.max(0, Math.round(at * all - part / 2)))
  const cut = { ...box, left: from(x, resize.width, box.width), top: from(y, resize.height, box.height) }
  return { resize, cut, pad: null }
}
