// Multipart uploads: parts of one size, so that the bytes of a part follow from its number alone, whoever sent it and however often.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  type ListMultipartUploadsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3'
import { isMissing } from '#platform/storage/s3-refusal.ts'

/** S3 takes no fewer than 5 MiB in a part that is not the last, and no more than 10,000 parts. */
export const partBytes = 8 * 1024 * 1024

/** How many bytes part `n` of so many has. */
export const bytesOfPart = (size: number, n: number): number =>
  Math.min(partBytes, size - (n - 1) * partBytes)

export type Part = { part: number; bytes: number; etag: string }

export function createParts(client: S3Client, Bucket: string) {
  /** Those below a prefix that are neither complete nor aborted. */
  async function* unfinished(Prefix: string) {
    type Place = { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined }
    for (let place: Place | undefined = {}; place;) {
      const input: Place & { Bucket: string; Prefix: string } = { Bucket, Prefix, ...place }
      const page: ListMultipartUploadsCommandOutput = await client.send(
        new ListMultipartUploadsCommand(input),
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

  const begin = async (Key: string): Promise<string> =>
    (await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId!

  return {
    unfinished,
    begin,
    async find(key: string): Promise<string | undefined> {
      return (await idsOf(key))[0]
    },
    async send(Key: string, UploadId: string, part: number, Body: Buffer): Promise<Part> {
      const sent = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: part, Body }))
      return { part, bytes: Body.length, etag: sent.ETag! }
    },
    async arrived(Key: string, UploadId: string): Promise<Part[]> {
      const parts: Part[] = []
      // Not by the SDK's pages: some servers name a next one behind the last.
      for (let more = true; more;) {
        const PartNumberMarker = String(parts.at(-1)?.part ?? 0)
        const page = await client.send(new ListPartsCommand({ Bucket, Key, UploadId, PartNumberMarker }))
        for (const { PartNumber: part = 0, Size: bytes = 0, ETag: etag = '' } of page.Parts ?? [])
          parts.push({ part, bytes, etag })
        more = page.IsTruncated === true && (page.Parts ?? []).length > 0
      }
      return parts
    },
    async complete(Key: string, UploadId: string, parts: readonly Part[]): Promise<void> {
      const Parts = parts.map(({ part, etag }) => ({ PartNumber: part, ETag: etag }))
      await client.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
      )
    },
    async abort(Key: string, UploadId: string): Promise<void> {
      await client
        .send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
        .catch((error: unknown) => {
          // Aborted or complete meanwhile.
          if (!isMissing(error)) throw error
        })
    },
    async abortAll(key: string): Promise<void> {
      for (const id of await idsOf(key)) await this.abort(key, id)
    },
  }
}
