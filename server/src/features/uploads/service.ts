// An upload has a length and an offset: so many of its bytes are safe. Only who began it may see it or go on, one request at a time. When
// all bytes are there it becomes a file, once; until then, and while it is refused, it waits a day from its last byte on.
import { memberOf, type Ctx } from '#platform/ctx.ts'
import { conflict, notFound, Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { RequestParts } from '#platform/feature.ts'
import { objectOf, placeOf, rowToReplace, uploadedAs } from '#features/files/service.ts'
import type { Uploaded } from '#features/files/schema.ts'
import { addressesOf, arrivedOf, partsOf } from './direct.ts'
import { finished } from './finishing.ts'
import { held, settled, type Hold } from './held.ts'
import { incoming } from './incoming.ts'
import type { FinishInput, Metadata, Upload, UploadPart, UploadParts } from './schema.ts'
import * as sql from './sql.ts'

export type UploadRow = sql.UploadRow

const lifeMs = 86_400_000
const most = { own: 100, all: 1000 }
const lastsUntil = (ctx: Ctx): Date => new Date(ctx.now().getTime() + lifeMs)

/** Throws 409 for a name that is taken or too many unfinished ones, 428 and 412 as replacing does, 507 when the disk has no room for it. */
export async function create(
  ctx: Ctx,
  length: number,
  metadata: Metadata,
  ifMatch: RequestParts['ifMatch'],
): Promise<UploadRow> {
  const owner = memberOf(ctx)
  const target = await targetOf(ctx, length, metadata, ifMatch)
  const free = await ctx.app.storage.free()
  return ctx.tx(async (tx) => {
    const { own, all, bytes } = await sql.unfinished(tx, owner)
    const limit = own >= most.own ? most.own : most.all
    if (own >= most.own || all >= most.all) throw conflict('uploads_many', { limit })
    if (bytes + length > free) throw new Problem(507, 'storage_full')
    const id = ctx.app.newId()
    const row = await sql.insert(tx, owner, { id, length, expires_at: lastsUntil(ctx), ...target })
    tell(tx, 'started', row)
    return row
  })
}

async function targetOf(ctx: Ctx, size: number, metadata: Metadata, ifMatch: RequestParts['ifMatch']) {
  const { fileId, filename = '', folder, private: hidden, keepBoth } = metadata
  if (fileId === undefined) {
    const query = {
      name: filename,
      folder: folder ?? '',
      private: hidden ?? false,
      keepBoth: keepBoth ?? false,
    }
    const place = await placeOf(ctx, query, { size })
    return { ...place, keep_both: place.keepBoth, replaces: null, replaces_etag: null }
  }
  const row = await rowToReplace(ctx, fileId, ifMatch, { size })
  const etag = typeof ifMatch === 'number' ? ifMatch : null
  return {
    folder: row.folder,
    name: row.name,
    public: row.public,
    keep_both: false,
    replaces: fileId,
    replaces_etag: etag,
  }
}

/** As it is now: when all bytes are there and nobody is at it, after it has become a file. */
export async function get(ctx: Ctx, id: string): Promise<UploadRow> {
  await settled(ctx, id)
  const row = await rowOf(ctx, id)
  if (row.offset < row.length || row.file_id || row.problem) return row
  try {
    return await held(ctx, id, (hold) => finished(ctx, hold))
  } catch (error) {
    // Somebody is at it, or it cannot become one: the row says so.
    if (error instanceof Problem) return rowOf(ctx, id)
    throw error
  }
}

/**
 * What comes in is kept up to where it breaks. Throws 409 for another offset than its own, 413 for more bytes than were announced, 423
 * while another request brings some, and when all are there what keeps them from being a file as 422: going on would not help.
 */
export async function append(
  ctx: Ctx,
  id: string,
  offset: number,
  request: RequestParts,
): Promise<UploadRow> {
  return held(ctx, id, async (hold) => {
    const { row } = hold
    if (offset !== row.offset)
      throw new Problem(409, 'upload_offset_wrong', {
        params: { offset: row.offset },
        headers: { 'upload-offset': String(row.offset) },
      })
    const bytes = incoming(request, row, hold)
    if (row.offset === row.length) for await (const _ of bytes);
    else
      for await (const safe of ctx.app.storage.append(objectOf(ctx.site.id, id), offset, bytes)) {
        const expiresAt = lastsUntil(ctx)
        await hold.write((tx) => sql.setOffset(tx, id, hold.by, safe, expiresAt))
        Object.assign(row, { offset: safe, expires_at: expiresAt })
      }
    if (row.offset < row.length || row.file_id) return row
    return finished(ctx, hold).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.status >= 500) throw error
      throw new Problem(422, error.code, error)
    })
  })
}

/** Throws 409 where there is no object storage, and when its bytes need no other way any more. */
export async function parts(ctx: Ctx, id: string): Promise<UploadParts> {
  const row = await rowOf(ctx, id)
  mustBeOpen(row)
  return partsOf(ctx, row)
}

/** It waits a day more. Throws as `parts`, 422 for a part that it does not have, 423 while another request has it in its hands. */
export const signParts = (ctx: Ctx, id: string, numbers: readonly number[]): Promise<UploadPart[]> =>
  held(ctx, id, async ({ row, by, write }) => {
    mustBeOpen(row)
    const addresses = await addressesOf(ctx, row, numbers)
    await write((tx) => sql.setOffset(tx, id, by, row.offset, lastsUntil(ctx)))
    return addresses
  })

function mustBeOpen({ offset, length, file_id }: UploadRow): void {
  if (file_id || offset === length) throw conflict('upload_arrived')
  if (offset > 0) throw conflict('upload_begun_here', { offset })
}

/** May be asked again: the answer is the file that came of it. Throws what keeps it from being one. */
export async function finish(ctx: Ctx, id: string, input: FinishInput): Promise<Uploaded> {
  const before = await rowOf(ctx, id)
  const row = before.file_id ? before : await held(ctx, id, (hold) => renamed(ctx, hold, input))
  return uploadedAs(ctx, row.file_id!)
}

async function renamed(ctx: Ctx, hold: Hold, input: FinishInput) {
  const { row } = hold
  const { length } = row
  const offset = row.offset < length ? await arrivedOf(ctx, row) : length
  if (offset < length) throw conflict('upload_incomplete', { offset, length })
  if (!row.replaces && !row.file_id) {
    const place = await placeOf(ctx, {
      name: input.name ?? row.name,
      folder: input.folder ?? row.folder,
      private: !row.public,
      keepBoth: input.keepBoth ?? row.keep_both,
    })
    Object.assign(row, { ...place, keep_both: place.keepBoth })
    await hold.write((tx) => sql.setPlace(tx, row.id, hold.by, row))
  }
  return finished(ctx, hold)
}

/** The row first, then the bytes. What the server's death leaves of them is swept away. */
export async function cancel(ctx: Ctx, id: string): Promise<void> {
  const remove = async () => {
    const row = await ctx.tx(async (tx) => {
      const gone = await sql.remove(tx, memberOf(ctx), id)
      if (gone && !gone.file_id) tell(tx, 'cancelled', gone)
      return gone
    })
    if (row && !row.file_id) await ctx.app.storage.remove(objectOf(ctx.site.id, id))
  }
  await held(ctx, id, remove, true)
}

async function rowOf(ctx: Ctx, id: string): Promise<UploadRow> {
  const [row] = await sql.get(ctx, memberOf(ctx), id)
  if (!row) throw notFound()
  return row
}

const tell = (tx: Parameters<typeof emit>[0], what: string, row: UploadRow): void =>
  emit(tx, `upload.${what}`, {
    subject: { type: 'upload', id: row.id, label: row.folder ? `${row.folder}/${row.name}` : row.name },
    changes: { size: { after: row.length } },
  })

export const toUpload = (row: UploadRow): Upload => ({
  id: row.id,
  state: row.file_id ? 'done' : row.problem ? 'refused' : 'open',
  name: row.name,
  folder: row.folder,
  length: row.length,
  offset: row.offset,
  file: row.file_id,
  problem: row.problem && { code: row.problem.code, params: row.problem.params },
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
})
