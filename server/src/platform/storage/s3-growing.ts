// A thing that grows: its whole parts are in a multipart upload, and what is beyond them, shorter than a part, in an object beside it that is
// named by where it ends, until it is sealed. So nothing that was told is ever written over, by whoever writes.
import { later, upTo } from '#platform/storage/appended.ts'
import { inPieces } from '#platform/storage/pieces.ts'
import type { S3Bucket } from '#platform/storage/s3-bucket.ts'
import { partBytes, partsIn } from '#platform/storage/part-size.ts'
import type { Parts } from '#platform/storage/s3-parts.ts'
import { readObject } from '#platform/storage/s3-read.ts'
import { isMissing, partsGone } from '#platform/storage/s3-refusal.ts'
import { besideOf } from '#platform/storage/s3-beside.ts'

export function createGrowing(bucket: S3Bucket, parts: Parts) {
  const { put, drop, sizeOf } = bucket
  const tailAt = (key: string, end: number) => besideOf(key, end)

  /** What is beyond the whole parts of the first `end` bytes. Throws 410 when it is gone. */
  async function tail(key: string, end: number): Promise<Buffer> {
    const bytes = end % partBytes
    if (bytes === 0) return Buffer.alloc(0)
    const read = await readObject(bucket, tailAt(key, end))
      .toArray()
      .catch((error: unknown) => {
        throw isMissing(error) ? partsGone() : error
      })
    return Buffer.concat(read)
  }

  /** Whole parts as they fill, one on its way while the next one comes. */
  async function* append(key: string, offset: number, from: AsyncIterable<Buffer>): AsyncGenerator<number> {
    const begun = offset - (offset % partBytes)
    let broken: { by: unknown } | undefined
    let uploadId = begun > 0 ? await parts.find(key) : undefined
    if (begun > 0 && !uploadId) throw partsGone()
    let [at, told] = [begun, offset]
    let sending: Promise<number> | undefined
    const send = async (part: Buffer, start: number): Promise<number> => {
      uploadId ??= (await parts.find(key)) ?? (await parts.begin(key))
      await parts.send(key, uploadId, start / partBytes + 1, part)
      return start + part.length
    }
    const incoming = upTo(from, (error) => (broken = { by: error }))
    try {
      for await (const piece of inPieces(incoming, partBytes, await tail(key, offset))) {
        if (sending) yield (told = await sending)
        sending = undefined
        if (piece.length === partBytes) {
          sending = later(send(piece, at))
          at += partBytes
        } else if (at + piece.length > offset) {
          await put(tailAt(key, at + piece.length), piece)
          yield (told = at + piece.length)
        }
      }
      if (sending) yield (told = await sending)
    } finally {
      await Promise.allSettled([sending])
    }
    // What was told last has been noted.
    if (told > offset && offset > begun) await drop(tailAt(key, offset)).catch(() => undefined)
    if (broken) throw broken.by
  }

  /** Throws 410 when bytes of it are gone. Nothing happens when it is sealed already: then there is an object. */
  async function seal(key: string, size: number): Promise<void> {
    if ((await sizeOf(key)) === undefined) {
      const rest = size % partBytes
      const uploadId = await parts.find(key)
      if (size < partBytes) await put(key, await tail(key, size))
      else if (!uploadId) throw partsGone()
      else {
        const arrived = await parts.arrived(key, uploadId)
        const last = rest > 0 ? [await parts.send(key, uploadId, partsIn(size), await tail(key, size))] : []
        await parts.complete(key, uploadId, size, [...arrived, ...last])
      }
    }
    await clear(key)
  }

  /** What is not the thing itself. */
  async function clear(key: string): Promise<void> {
    for await (const beside of bucket.below(besideOf(key))) await drop(beside.key)
    for (const one of [key, besideOf(key, 'direct')]) await parts.abortAll(one)
  }

  return { append, seal, clear }
}
