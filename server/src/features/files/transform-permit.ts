// Making pictures costs the server work. Without a signature there is only what a site has named, and widths from a ladder: so many
// pictures of a file and no more. Everything else needs an address that somebody who may see the file has had signed.
import { timingSafeEqual } from 'node:crypto'
import type { Ctx } from '#platform/ctx.ts'
import { invalid, Problem } from '#platform/errors.ts'
import { siteUrl } from '#platform/site-url.ts'
import { addressOf } from './name.ts'
import { rowOf } from './service.ts'
import { canonical, contradictions, type Transform } from './transform-schema.ts'

/** Those that front ends make `srcset` of. */
const widths = [
  16, 32, 48, 64, 96, 128, 256, 320, 384, 480, 640, 750, 828, 960, 1080, 1200, 1440, 1600, 1920, 2048, 2560,
  3840,
]
const qualities = [50, 60, 70, 75, 80, 85, 90]
const open = ['preset', 'w', 'format', 'q', 'dpr']

function isOpen(asked: Transform): boolean {
  const { preset, w, q, dpr } = asked
  return (
    Object.keys(asked).every((name) => open.includes(name)) &&
    // The width of a preset is the preset's.
    (w === undefined || (preset === undefined && widths.includes(w))) &&
    (q === undefined || qualities.includes(q)) &&
    (dpr === undefined || [1, 2, 3].includes(dpr))
  )
}

/** Throws 403 that says how to get a signature. */
export function permit(ctx: Ctx, fileId: string, asked: Transform, signature: string | null): void {
  if (isOpen(asked) || (signature !== null && isSigned(ctx, fileId, asked, signature))) return
  throw new Problem(403, 'image_address_unsigned', {
    params: { widths: widths.join(', '), qualities: qualities.join(', '), site: ctx.site.key, file: fileId },
  })
}

/** An address that makes exactly this of exactly this file. That a private one may be seen, its own link says. */
export async function addressFor(ctx: Ctx, fileId: string, asked: Transform): Promise<{ url: string }> {
  const file = await rowOf(ctx, fileId)
  const errors = contradictions(asked)
  if (errors.length > 0) throw invalid(errors)
  const signature = macOf(ctx, fileId, asked).toString('base64url')
  return { url: `${siteUrl(ctx.app, ctx.site)}${addressOf(file.path)}?${canonical(asked)}&s=${signature}` }
}

const macBytes = 16

function isSigned(ctx: Ctx, fileId: string, asked: Transform, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  if (bytes.length !== macBytes || bytes.toString('base64url') !== signature) return false
  return timingSafeEqual(bytes, macOf(ctx, fileId, asked))
}

const macOf = ({ app, site }: Ctx, fileId: string, asked: Transform): Buffer =>
  app.secrets.mac('image addresses', `${site.id} ${fileId} ${canonical(asked)}`).subarray(0, macBytes)
