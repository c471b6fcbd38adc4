// Objects in a bucket of Amazon S3 or whatever speaks its protocol.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { later } from '#platform/storage/appended.ts'
import { inPieces } from '#platform/storage/pieces.ts'
import { openBucket, type Keys } from '#platform/storage/s3-bucket.ts'
import { createDirect } from '#platform/storage/s3-direct.ts'
import { createGrowing } from '#platform/storage/s3-growing.ts'
import { partBytes } from '#platform/storage/part-size.ts'
import { createParts, type Part } from '#platform/storage/s3-parts.ts'
import { readObject } from '#platform/storage/s3-read.ts'
import { busy, missing } from '#platform/storage/s3-refusal.ts'
import type { S3Place } from '#platform/storage/storage-place.ts'
import type { Storage } from '#platform/storage/storage.ts'

/** Each holds a part in the memory, or two. */
const mostIncoming = 48

export function s3Storage(place: S3Place, keys: Keys, { idleMs = 30_000 } = {}): Storage {
  const bucket = openBucket(place, keys, idleMs)
  const { keyOf, nameOf, sizeOf, drop } = bucket
  const parts = createParts(bucket)
  const growing = createGrowing(bucket, parts)
  let incoming = 0

  /** Small things are one request; long ones come in parts, one on its way while the next one comes. */
  async function put(key: string, from: AsyncIterable<string | Buffer>, signal?: AbortSignal): Promise<void> {
    let uploadId: string | undefined
    let [small, size]: [Buffer, number] = [Buffer.alloc(0), 0]
    const sent: Promise<Part>[] = []
    const take = async (source: AsyncIterable<string | Buffer>) => {
      for await (const piece of inPieces(source, partBytes)) {
        size += piece.length
        if (piece.length < partBytes && sent.length === 0) small = piece
        else {
          uploadId ??= await parts.begin(key)
          await sent.at(-1)
          sent.push(later(parts.send(key, uploadId, sent.length + 1, piece, signal)))
        }
      }
    }
    try {
      await pipeline(Readable.from(from), take, signal ? { signal } : {})
      if (uploadId) await parts.complete(key, uploadId, size, await Promise.all(sent))
      else await bucket.put(key, small, signal)
    } catch (error) {
      await Promise.allSettled(sent)
      if (uploadId) await parts.abort(key, uploadId).catch(() => undefined)
      throw signal?.aborted ? signal.reason : error
    }
  }

  return {
    async put(name, from, signal) {
      const key = keyOf(name)
      if (incoming >= mostIncoming) throw busy()
      incoming++
      await put(key, from, signal).finally(() => incoming--)
    },
    async *append(name, offset, from) {
      const key = keyOf(name)
      if (incoming >= mostIncoming) throw busy()
      incoming++
      try {
        yield* growing.append(key, offset, from)
      } finally {
        incoming--
      }
    },
    seal: async (name, size) => growing.seal(keyOf(name), size),
    get: (name, part) => readObject(bucket, keyOf(name), part),
    async size(name) {
      const size = await sizeOf(keyOf(name))
      if (size === undefined) throw missing(name)
      return size
    },
    async *list(below) {
      const prefix = `${keyOf(below)}/`
      for await (const { key, changedMs } of bucket.below(prefix)) yield { name: nameOf(key), changedMs }
      for await (const { key, begunMs } of parts.unfinished(prefix))
        yield { name: nameOf(key), changedMs: begunMs }
    },
    has: async (name) => (await sizeOf(keyOf(name))) !== undefined,
    async remove(name) {
      const key = keyOf(name)
      await drop(key)
      await growing.clear(key)
    },
    free: async () => Infinity,
    giveUp: bucket.end,
    ...(place.direct ? { direct: createDirect(bucket, parts, growing.clear) } : {}),
  }
}
