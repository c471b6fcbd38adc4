// A bucket, and the calls that are made of it. What the SDK throws is told as a storage tells it.
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { setMaxListeners } from 'node:events'
import { isMissing, refusal, unreachable } from '#platform/storage/s3-refusal.ts'
import type { S3Place } from '#platform/storage/storage-place.ts'
import { checkedName } from '#platform/storage/storage.ts'

export type Keys = { id: string; secret: string; token?: string }
export type S3Bucket = ReturnType<typeof openBucket>

/** A copy within the storage: no byte comes while it is made. */
const copyMs = 600_000

/** `idleMs`: a line without a byte for so long is a dead one. Without keys: what the SDK finds, such as the machine's role. */
export function openBucket(place: S3Place, { id, secret, token }: Keys, idleMs: number) {
  const { bucket: name, folder } = place
  const ending = new AbortController()
  setMaxListeners(0, ending.signal)
  /** A request is given up when this process ends, or with the caller's signal. */
  const until = (signal?: AbortSignal) => ({
    abortSignal: signal ? AbortSignal.any([signal, ending.signal]) : ending.signal,
  })
  const credentials = { accessKeyId: id, secretAccessKey: secret, ...(token ? { sessionToken: token } : {}) }
  const clientAt = (endpoint: string, maxSockets: number, socketTimeout = idleMs): S3Client => {
    const settings: S3ClientConfig = {
      region: place.region,
      ...(endpoint === '' ? {} : { endpoint }),
      forcePathStyle: place.pathStyle,
      ...(id === '' ? {} : { credentials }),
      // Checksums in trailers are Amazon's own; others refuse them.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: Math.min(5000, idleMs),
        socketTimeout,
        httpAgent: { maxSockets },
        httpsAgent: { maxSockets },
      },
    }
    const client = new S3Client(settings)
    client.middlewareStack.add(
      (next) => (args) =>
        next(args).catch((error: unknown) => {
          throw ending.signal.aborted ? unreachable(error) : refusal(error)
        }),
      { step: 'initialize', priority: 'high', name: 'told as a storage tells it' },
    )
    return client
  }
  const client = clientAt(place.endpoint, 128)
  // Readers may be many and slow; they hold up nobody but themselves.
  const reading = clientAt(place.endpoint, Infinity)
  const copying = clientAt(place.endpoint, 16, Math.max(copyMs, idleMs))
  const signing = place.publicEndpoint === '' ? client : clientAt(place.publicEndpoint, 1)

  return {
    name,
    client,
    reading,
    signing,
    keyOf: (thing: string) => (folder === '' ? checkedName(thing) : `${folder}/${checkedName(thing)}`),
    nameOf: (key: string) => (folder === '' ? key : key.slice(folder.length + 1)),
    until,
    end: () => ending.abort(),
    put: (Key: string, Body: Buffer, signal?: AbortSignal) =>
      client.send(new PutObjectCommand({ Bucket: name, Key, Body }), until(signal)),
    copy: (from: string, Key: string) =>
      copying.send(new CopyObjectCommand({ Bucket: name, Key, CopySource: `${name}/${from}` }), until()),
    /** Some servers say of what is not there that it is not. */
    async drop(Key: string): Promise<void> {
      await unlessMissing(client.send(new DeleteObjectCommand({ Bucket: name, Key }), until()))
    },
    /** Bytes of what is there. */
    async sizeOf(Key: string): Promise<number | undefined> {
      const found = await unlessMissing(client.send(new HeadObjectCommand({ Bucket: name, Key }), until()))
      return found && (found.ContentLength ?? 0)
    },
    async *below(Prefix: string) {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: name, Prefix }, until()))
        for (const { Key, LastModified } of page.Contents ?? [])
          if (Key) yield { key: Key, changedMs: LastModified?.getTime() ?? Date.now() }
    },
  }
}

export const unlessMissing = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw error
  })
