// Bytes first, their row afterwards: what is written when the server dies is named by no row, and swept away.
import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import type { RequestParts } from '#platform/feature.ts'
import { streamLimitBytes } from '#platform/http/stream-limit.ts'
import { headBytes, kindOf, typeOf } from './content.ts'
import { looked } from './image.ts'
import { mustWait } from './scan-first.ts'
import type { FileKind } from './schema.ts'

/** What is known of bytes that are in the storage. */
export type Content = {
  id: string
  type: string
  kind: FileKind
  size: number
  hash: string
  width: number | null
  height: number | null
  placeholder: string | null
  /** Waits for the virus scanner: nobody gets its bytes before. */
  held: boolean
}

/** Bytes on their way in. */
export type Incoming = Pick<RequestParts, 'stream' | 'signal'>

/** Name of a version's bytes in the storage. */
export const objectOf = (siteId: string, id: string): string => `files/${siteId}/${id.slice(-2)}/${id}`

/**
 * Writes what comes in, looks at it, and gives it to `commit`, which writes the rows. When anything goes wrong the bytes go again. Throws
 * 413, 422 (`file_empty`, `image_broken`, `image_too_large`), 507.
 */
export async function store<T>(
  ctx: Ctx,
  name: string,
  incoming: Incoming,
  commit: (content: Content) => Promise<T>,
): Promise<T> {
  const { storage } = ctx.app
  const id = ctx.app.newId()
  const object = objectOf(ctx.site.id, id)
  const seen = nothingYet()
  let committing = false
  try {
    await storage.put(object, watched(incoming.stream, seen), incoming.signal)
    const content = await contentOf(ctx, id, name, seen)
    committing = true
    return await commit(content)
  } catch (error) {
    // A commit whose answer was lost may have been one: better bytes without a row than the other way round.
    if (!committing || error instanceof Problem) await storage.remove(object)
    throw error
  }
}

/** What bytes are that came in earlier and have only now become whole. Throws 422 as `store` does. */
export async function contentIn(ctx: Ctx, id: string, name: string): Promise<Content> {
  const seen = nothingYet()
  for await (const _ of watched(ctx.app.storage.get(objectOf(ctx.site.id, id)), seen));
  return contentOf(ctx, id, name, seen)
}

async function contentOf(ctx: Ctx, id: string, name: string, seen: Seen): Promise<Content> {
  const { storage } = ctx.app
  const object = objectOf(ctx.site.id, id)
  const { size } = seen
  if (size === 0) throw new Problem(422, 'file_empty')
  if ((await storage.size(object)) !== size) throw new Error(`${object} is not as long as what came in`)
  const type = await typeOf(Buffer.concat(seen.head).subarray(0, headBytes), name)
  // First, where there is a scanner and it answers; what it has not seen is read in a process of its own.
  const held = await mustWait(ctx, object, { id, name })
  const about = await looked(ctx, object, { type, size, hash: seen.hash.digest('hex') })
  return { id, kind: kindOf(type), ...about, held }
}

type Seen = { hash: Hash; size: number; head: Buffer[] }
const nothingYet = (): Seen => ({ hash: createHash('sha256'), size: 0, head: [] })

async function* watched(stream: Readable, seen: Seen): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (seen.size < headBytes) seen.head.push(chunk)
    seen.size += chunk.length
    if (seen.size > streamLimitBytes)
      throw new Problem(413, 'body_too_large', { params: { limit: streamLimitBytes } })
    seen.hash.update(chunk)
    yield chunk
  }
}
