// Objects in a bucket of Amazon S3 or whatever speaks its protocol. A thing that grows has its whole parts in a multipart upload, and what
// is beyond them, shorter than a part, in an object beside it (`.part`), until it is sealed.
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { Problem } from '#platform/errors.ts'
import { later, upTo } from '#platform/storage/appended.ts'
import { inPieces } from '#platform/storage/pieces.ts'
import { isMissing, missing, refusal } from '#platform/storage/s3-refusal.ts'
import { bytesOfPart, createParts, partBytes, type Part } from '#platform/storage/s3-parts.ts'
import type { S3Place } from '#platform/storage/storage-place.ts'
import { checkedName, type Direct, type Storage } from '#platform/storage/storage.ts'

export type Keys = { id: string; secret: string }

/** A download that breaks goes on where it broke, so many times in a row. */
const mostBreaks = 3

/** `idleMs`: a line without a byte for so long is a dead one. Without keys: what the SDK finds, such as the machine's role. */
export function s3Storage(place: S3Place, { id, secret }: Keys, { idleMs = 30_000 } = {}): Storage {
  const { bucket: Bucket, folder } = place
  const options = (endpoint: string): S3ClientConfig => ({
    region: place.region,
    ...(endpoint === '' ? {} : { endpoint }),
    forcePathStyle: place.pathStyle,
    ...(id === '' ? {} : { credentials: { accessKeyId: id, secretAccessKey: secret } }),
    // Checksums in trailers are Amazon's own; others refuse them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: Math.min(5000, idleMs),
      socketTimeout: idleMs,
      httpAgent: { maxSockets: 128 },
      httpsAgent: { maxSockets: 128 },
    },
  })
  const client = new S3Client(options(place.endpoint))
  client.middlewareStack.add(
    (next) => (args) =>
      next(args).catch((error: unknown) => {
        throw refusal(error)
      }),
    { step: 'initialize', priority: 'high', name: 'told as the storage tells it' },
  )
  const signer = place.publicEndpoint === '' ? client : new S3Client(options(place.publicEndpoint))
  const parts = createParts(client, Bucket)
  const keyOf = (name: string) => (folder === '' ? checkedName(name) : `${folder}/${checkedName(name)}`)
  const tailOf = (key: string) => `${key}.part`

  const put = (Key: string, Body: Buffer) => client.send(new PutObjectCommand({ Bucket, Key, Body }))
  const drop = (Key: string) => client.send(new DeleteObjectCommand({ Bucket, Key }))
  const head = (Key: string) =>
    client.send(new HeadObjectCommand({ Bucket, Key })).catch((error: unknown) => {
      if (isMissing(error)) return undefined
      throw error
    })

  async function* read(name: string, part: { start: number; end: number } | undefined) {
    const Key = keyOf(name)
    let [at, left] = [part?.start ?? 0, part && part.end - part.start + 1]
    let version: string | undefined
    for (let breaks = 0; left === undefined || left > 0;) {
      const range = at > 0 || part ? { Range: `bytes=${at}-${part?.end ?? ''}` } : {}
      const same = version === undefined ? {} : { IfMatch: version }
      const { Body, ETag, ContentLength } = await client.send(
        new GetObjectCommand({ Bucket, Key, ...range, ...same }),
      )
      version = ETag
      left ??= ContentLength ?? 0
      try {
        for await (const chunk of Body as Readable) {
          at += (chunk as Buffer).length
          left -= (chunk as Buffer).length
          breaks = 0
          yield chunk as Buffer
        }
        if (left > 0) throw new Error(`${name} broke off at ${at}`)
      } catch (error) {
        if (++breaks > mostBreaks) throw refusal(error)
        await wait(200 * breaks)
      }
    }
  }

  /** What is beyond the whole parts of an unfinished thing, `bytes` of it. */
  async function tail(name: string, bytes: number): Promise<Buffer> {
    if (bytes === 0) return Buffer.alloc(0)
    return Buffer.concat(await Readable.from(read(tailOf(name), { start: 0, end: bytes - 1 })).toArray())
  }

  /** Whole parts as they fill, one on its way while the next one comes. */
  async function* append(name: string, offset: number, from: AsyncIterable<Buffer>): AsyncGenerator<number> {
    const key = keyOf(name)
    const begun = offset - (offset % partBytes)
    let broken: { by: unknown } | undefined
    let uploadId = begun > 0 ? await parts.find(key) : undefined
    // Some servers clear away what is not finished for days.
    if (begun > 0 && !uploadId) throw new Problem(410, 'upload_gone')
    let [at, safe] = [begun, offset]
    let sending: Promise<number> | undefined
    const send = async (part: Buffer, start: number): Promise<number> => {
      uploadId ??= (await parts.find(key)) ?? (await parts.begin(key))
      await parts.send(key, uploadId, start / partBytes + 1, part)
      return start + part.length
    }
    const incoming = upTo(from, (error) => (broken = { by: error }))
    try {
      for await (const piece of inPieces(incoming, partBytes, await tail(name, offset - begun))) {
        if (sending) yield (safe = await sending)
        if (piece.length === partBytes) {
          sending = later(send(piece, at))
          at += partBytes
        } else if (at + piece.length > offset) {
          await put(tailOf(key), piece)
          yield (safe = at + piece.length)
          sending = undefined
        }
      }
      if (sending && safe < at) yield await sending
    } finally {
      await Promise.allSettled([sending])
    }
    if (broken) throw broken.by
  }

  async function seal(name: string, size: number): Promise<void> {
    const key = keyOf(name)
    const whole = Math.floor(size / partBytes)
    const rest = size % partBytes
    const uploadId = await parts.find(key)
    if (!uploadId) {
      // Sealed before, or so small that it has no parts.
      const small = whole === 0 && (rest === 0 || (await head(tailOf(key)))?.ContentLength === rest)
      if (small && !(rest === 0 && (await head(key)))) await put(key, await tail(name, rest))
    } else {
      const last = whole + 1
      const sent = new Map((await parts.arrived(key, uploadId)).map((one) => [one.part, one]))
      if (rest > 0 && sent.get(last)?.bytes !== rest)
        sent.set(last, await parts.send(key, uploadId, last, await tail(name, rest)))
      const all: Part[] = []
      for (let n = 1; n <= whole + (rest > 0 ? 1 : 0); n++) {
        const part = sent.get(n)
        if (part?.bytes !== bytesOfPart(size, n)) throw new Error(`part ${n} of ${name} is not there`)
        all.push(part)
      }
      await parts.complete(key, uploadId, all)
    }
    const made = await head(key)
    if (!made) throw new Error(`${name} has no bytes that could be made whole`)
    await drop(tailOf(key))
  }

  const direct: Direct = {
    partBytes,
    async addresses(name, size, numbers, seconds) {
      const Key = keyOf(name)
      const UploadId = (await parts.find(Key)) ?? (await parts.begin(Key))
      const signingDate = new Date()
      const expiresAt = new Date(signingDate.getTime() + seconds * 1000)
      const addressOf = async (PartNumber: number) => {
        const ContentLength = bytesOfPart(size, PartNumber)
        const command = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, ContentLength })
        return { url: await getSignedUrl(signer, command, { expiresIn: seconds, signingDate }), expiresAt }
      }
      return Promise.all(numbers.map(addressOf))
    },
    async arrived(name) {
      const key = keyOf(name)
      const uploadId = await parts.find(key)
      return uploadId ? parts.arrived(key, uploadId) : []
    },
  }

  return {
    async put(name, from, signal) {
      const key = keyOf(name)
      let uploadId: string | undefined
      let small: Buffer = Buffer.alloc(0)
      const sent: Promise<Part>[] = []
      const take = async (source: AsyncIterable<string | Buffer>) => {
        for await (const piece of inPieces(source, partBytes)) {
          if (piece.length < partBytes && sent.length === 0) small = piece
          else {
            uploadId ??= await parts.begin(key)
            // One on its way while the next one comes.
            await sent.at(-1)
            sent.push(later(parts.send(key, uploadId, sent.length + 1, piece)))
          }
        }
      }
      try {
        await pipeline(Readable.from(from), take, signal ? { signal } : {})
        if (uploadId) await parts.complete(key, uploadId, await Promise.all(sent))
        else await put(key, small)
      } catch (error) {
        await Promise.allSettled(sent)
        if (uploadId) await parts.abort(key, uploadId).catch(() => undefined)
        throw error
      }
    },
    append,
    seal,
    get(name, part) {
      checkedName(name)
      return Readable.from(read(name, part), { objectMode: false })
    },
    async size(name) {
      const found = await head(keyOf(name))
      if (!found) throw missing(name)
      return found.ContentLength ?? 0
    },
    async *list(below) {
      const Prefix = `${keyOf(below)}/`
      const nameOf = (key: string) => (folder === '' ? key : key.slice(folder.length + 1))
      for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix }))
        for (const { Key, LastModified } of page.Contents ?? [])
          if (Key) yield { name: nameOf(Key), changedMs: LastModified?.getTime() ?? Date.now() }
      for await (const { key, begunMs } of parts.unfinished(Prefix))
        yield { name: nameOf(key), changedMs: begunMs }
    },
    has: async (name) => (await head(keyOf(name))) !== undefined,
    async remove(name) {
      const key = keyOf(name)
      await Promise.all([drop(key), drop(tailOf(key)), parts.abortAll(key)])
    },
    free: async () => Infinity,
    ...(place.direct ? { direct } : {}),
  }
}
