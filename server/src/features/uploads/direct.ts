// Bytes that go past this server, from whoever has them straight to the object storage: each part to an address of its own, which is good for
// just that part, just so many bytes and a short time.
import type { Ctx } from '#platform/ctx.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { bytesOfPart, partBytes, partsIn, startOfPart } from '#platform/storage/part-size.ts'
import type { Direct } from '#platform/storage/storage.ts'
import { objectOf } from '#features/files/service.ts'
import type { UploadPart, UploadParts } from './schema.ts'
import type { UploadRow } from './sql.ts'

/** To begin with a part: it may go on for longer. */
const lastsSeconds = 900

function directIn(ctx: Ctx): Direct {
  const { direct } = ctx.app.storage
  if (!direct) throw conflict('uploads_not_direct')
  return direct
}

/** Throws 409 where there is no object storage. */
export async function partsOf(ctx: Ctx, { id, length }: UploadRow): Promise<UploadParts> {
  return { partBytes, arrived: await directIn(ctx).arrived(objectOf(ctx.site.id, id), length) }
}

/** Throws 409 where there is no object storage, 422 for a part that it does not have. */
export async function addressesOf(
  ctx: Ctx,
  { id, length }: UploadRow,
  numbers: readonly number[],
): Promise<UploadPart[]> {
  const direct = directIn(ctx)
  const last = partsIn(length)
  const unknown = numbers.findIndex((part) => part > last)
  if (unknown >= 0)
    throw invalid([{ path: `/parts/${unknown}`, code: 'upload_part_unknown', params: { last } }])
  const addresses = await direct.addresses(objectOf(ctx.site.id, id), length, numbers, lastsSeconds)
  return addresses.map(({ url, expiresAt }, n) => {
    const part = numbers[n]!
    const [start, bytes] = [startOfPart(part), bytesOfPart(length, part)]
    return { part, start, bytes, url, expiresAt: expiresAt.toISOString() }
  })
}

/** How many bytes of it are there, by whichever way they came. */
export async function arrivedOf(ctx: Ctx, row: UploadRow): Promise<number> {
  if (!ctx.app.storage.direct || row.offset > 0) return row.offset
  const { arrived } = await partsOf(ctx, row)
  return arrived.reduce((sum, part) => sum + bytesOfPart(row.length, part), 0)
}
