// Multipart uploads: parts of one size, so that the bytes of a part follow from its number alone, whoever sent it and however often.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  type ListMultipartUploadsCommandOutput,
} from '@aws-sdk/client-s3'
import { bytesOfPart, partsIn } from '#platform/storage/part-size.ts'
import { unlessMissing, type S3Bucket } from '#platform/storage/s3-bucket.ts'
import { isMissing, partsGone } from '#platform/storage/s3-refusal.ts'

export type Part = { part: number; bytes: number; etag: string }
export type Parts = ReturnType<typeof createParts>

export function createParts({ client, name: Bucket, sizeOf, until }: S3Bucket) {
  /** Those below a prefix that are neither complete nor aborted. */
  async function* unfinished(Prefix: string) {
    type Place = { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined }
    for (let place: Place | undefined = {}; place;) {
      const input: Place & { Bucket: string; Prefix: string } = { Bucket, Prefix, ...place }
      const page: ListMultipartUploadsCommandOutput = await client.send(
        new ListMultipartUploadsCommand(input),
        until(),
      )
      for (const { Key, UploadId, Initiated } of page.Uploads ?? [])
        if (Key && UploadId) yield { key: Key, id: UploadId, begunMs: Initiated?.getTime() ?? Date.now() }
      const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page
      place = IsTruncated && KeyMarker ? { KeyMarker, UploadIdMarker } : undefined
    }
  }

  async function idsOf(key: string): Promise<string[]> {
    const ids: string[] = []
    for await (const one of unfinished(key)) if (one.key === key) ids.push(one.id)
    return ids
  }

  const abort = (Key: string, UploadId: string) =>
    unlessMissing(client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), until()))

  return {
    unfinished,
    abort,
    async begin(Key: string): Promise<string> {
      return (await client.send(new CreateMultipartUploadCommand({ Bucket, Key }), until())).UploadId!
    },
    find: async (key: string): Promise<string | undefined> => (await idsOf(key))[0],
    /** Throws 410 when the storage has cleared it away. */
    async send(
      Key: string,
      UploadId: string,
      part: number,
      Body: Buffer,
      signal?: AbortSignal,
    ): Promise<Part> {
      const command = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: part, Body })
      const sent = await unlessMissing(client.send(command, until(signal)))
      if (!sent) throw partsGone()
      return { part, bytes: Body.length, etag: sent.ETag! }
    },
    async arrived(Key: string, UploadId: string): Promise<Part[]> {
      const parts: Part[] = []
      // Not by the SDK's pages: some servers name a next one behind the last.
      for (let more = true; more;) {
        const PartNumberMarker = String(parts.at(-1)?.part ?? 0)
        const page = await unlessMissing(
          client.send(new ListPartsCommand({ Bucket, Key, UploadId, PartNumberMarker }), until()),
        )
        for (const { PartNumber: part = 0, Size: bytes = 0, ETag: etag = '' } of page?.Parts ?? [])
          parts.push({ part, bytes, etag })
        more = page?.IsTruncated === true && (page.Parts ?? []).length > 0
      }
      return parts
    },
    /** The parts of a thing of so many bytes, all of them. Throws 410 when some are not there, or have another length. */
    async complete(Key: string, UploadId: string, size: number, parts: readonly Part[]): Promise<void> {
      const byNumber = new Map(parts.map((one) => [one.part, one]))
      const all = Array.from({ length: partsIn(size) }, (_, n) => byNumber.get(n + 1))
      const Parts = all.map((one, n) => {
        if (one?.bytes !== bytesOfPart(size, n + 1)) throw partsGone()
        return { PartNumber: one.part, ETag: one.etag }
      })
      const command = new CompleteMultipartUploadCommand({
        Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts },
      })
      try {
        await client.send(command, until())
      } catch (error) {
        // Done before, and only its answer was lost.
        if (!isMissing(error) || (await sizeOf(Key)) !== size) throw isMissing(error) ? partsGone() : error
      }
    },
    async abortAll(key: string): Promise<void> {
      for (const id of await idsOf(key)) await abort(key, id)
    },
  }
}
