import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import { mostPixels } from './image-process.ts'
import { imageWork, problemOf } from './image-work.ts'

/** Longer ones are kept without being looked at: that takes them into the memory. */
const mostBytes = 64 * 1024 * 1024

/** Those whose size is read. What else calls itself an image is kept as it is. */
const readable = /^image\/(png|apng|jpeg|gif|webp|avif|tiff)$/

type Seen = { type: string; size: number; hash: string }
type Looked = Seen & { width: number | null; height: number | null; placeholder: string | null }

/**
 * Width and height of an image as it is shown; nulls for what is no image, or one that was not looked at. When it said where it was taken
 * it is written again without that: same pixels, other size and hash. Throws 422 for one that cannot be read, or would fill the memory
 * unpacked.
 */
export async function looked(ctx: Ctx, object: string, seen: Seen): Promise<Looked> {
  const { type, size } = seen
  if (!readable.test(type) || size > mostBytes)
    return { ...seen, width: null, height: null, placeholder: null }
  const { storage } = ctx.app
  const done = await imageWork(ctx.app).do({
    // A lane beside that of the site's readers: however much they want, uploads are looked at.
    lane: `${ctx.site.id} uploads`,
    task: async () => ({ type, bytes: Buffer.concat(await storage.get(object).toArray()) }),
  })
  if (!('look' in done)) throw problemOf(done)
  if (done.look === 'too large') throw new Problem(422, 'image_too_large', { params: { limit: mostPixels } })
  const { bytes, ...look } = done.look
  if (!bytes) return { ...seen, ...look }
  await storage.put(object, Readable.from([bytes]))
  return { type, size: bytes.length, hash: createHash('sha256').update(bytes).digest('hex'), ...look }
}
