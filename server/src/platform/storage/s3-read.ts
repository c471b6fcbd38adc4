import { GetObjectCommand } from '@aws-sdk/client-s3'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { S3Bucket } from '#platform/storage/s3-bucket.ts'
import { unreachable } from '#platform/storage/s3-refusal.ts'

/** A download that breaks goes on where it broke, so many times in a row. */
const mostBreaks = 3

export type Range = { start: number; end: number }

/** The bytes of an object, or of a part of it; a reader who goes away ends the request. */
export function readObject(bucket: S3Bucket, key: string, range?: Range): Readable {
  const gone = new AbortController()
  const stream = Readable.from(pieces(bucket, key, range, gone.signal), { objectMode: false })
  const destroy = stream._destroy.bind(stream)
  // Before the stream waits for what it has asked for.
  stream._destroy = (error, done) => {
    gone.abort()
    destroy(error, done)
  }
  return stream
}

async function* pieces(
  { reading, name, until }: S3Bucket,
  Key: string,
  range: Range | undefined,
  abortSignal: AbortSignal,
) {
  let [at, left] = [range?.start ?? 0, range && range.end - range.start + 1]
  let version: string | undefined
  for (let breaks = 0; left === undefined || left > 0;) {
    const command = new GetObjectCommand({
      Bucket: name,
      Key,
      ...(at > 0 || range ? { Range: `bytes=${at}-${range?.end ?? ''}` } : {}),
      // What has been replaced meanwhile is another one.
      ...(version === undefined ? {} : { IfMatch: version }),
    })
    const { Body, ETag, ContentLength } = await reading.send(command, until(abortSignal))
    version = ETag
    left ??= ContentLength ?? 0
    const chunks = (Body as Readable)[Symbol.asyncIterator]() as AsyncIterator<Buffer>
    let broken: unknown
    try {
      for (;;) {
        // The reader's own errors come out of the yield, not of this.
        const next = await chunks.next().catch((error: unknown) => void (broken = error))
        if (!next || next.done) break
        at += next.value.length
        left -= next.value.length
        breaks = 0
        yield next.value
      }
    } finally {
      await chunks.return?.()
    }
    if (left <= 0) return
    if (++breaks > mostBreaks || abortSignal.aborted) throw unreachable(broken)
    await wait(200 * breaks)
  }
}
