// Bytes that come past this server go to a thing of their own and are copied from there. So an address can never reach what is served: some
// servers take parts of what is complete already.
import { UploadPartCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { besideOf } from '#platform/storage/s3-beside.ts'
import type { S3Bucket } from '#platform/storage/s3-bucket.ts'
import { bytesOfPart, partsIn } from '#platform/storage/part-size.ts'
import type { Parts } from '#platform/storage/s3-parts.ts'
import { partsGone, refusal } from '#platform/storage/s3-refusal.ts'
import type { Direct } from '#platform/storage/storage.ts'

export function createDirect(bucket: S3Bucket, parts: Parts, clear: (key: string) => Promise<void>): Direct {
  const draftOf = (key: string) => besideOf(key, 'direct')

  return {
    async addresses(name, size, numbers, seconds) {
      const Key = draftOf(bucket.keyOf(name))
      const UploadId = (await parts.find(Key)) ?? (await parts.begin(Key))
      const signingDate = new Date()
      const expiresAt = new Date(signingDate.getTime() + seconds * 1000)
      const addressOf = async (PartNumber: number) => {
        const ContentLength = bytesOfPart(size, PartNumber)
        const command = new UploadPartCommand({
          Bucket: bucket.name,
          Key,
          UploadId,
          PartNumber,
          ContentLength,
        })
        return {
          url: await getSignedUrl(bucket.signing, command, { expiresIn: seconds, signingDate }),
          expiresAt,
        }
      }
      return Promise.all(numbers.map(addressOf)).catch((error: unknown) => {
        throw refusal(error)
      })
    },
    async arrived(name, size) {
      const key = bucket.keyOf(name)
      const draft = draftOf(key)
      const uploadId = await parts.find(draft)
      if (uploadId) {
        const found = await parts.arrived(draft, uploadId)
        return found.filter(({ part, bytes }) => bytes === bytesOfPart(size, part)).map(({ part }) => part)
      }
      // Put together before, by somebody who did not live to note it.
      const whole = (await bucket.sizeOf(draft)) === size || (await bucket.sizeOf(key)) !== undefined
      return whole ? Array.from({ length: partsIn(size) }, (_, n) => n + 1) : []
    },
    async seal(name, size) {
      const key = bucket.keyOf(name)
      const draft = draftOf(key)
      if ((await bucket.sizeOf(key)) === undefined) {
        const uploadId = await parts.find(draft)
        if (uploadId) await parts.complete(draft, uploadId, size, await parts.arrived(draft, uploadId))
        if ((await bucket.sizeOf(draft)) !== size) throw partsGone()
        await bucket.copy(draft, key)
      }
      await clear(key)
    },
  }
}
