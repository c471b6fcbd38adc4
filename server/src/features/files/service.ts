// A file has a place, words, and versions of its bytes. Its address stays the same when the bytes are replaced, and leads on when it moves.
import { Page } from '#platform/feature.ts'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { siteUrl } from '#platform/site-url.ts'
import { accessOf, mustEdit, mustSee, mustTake } from './folder-rules.ts'
import { addressOf, folderOf, nameOf, numbered, pathOf } from './name.ts'
import { objectOf, store, type Content, type Incoming } from './upload.ts'
import type { File, FileChange, ListQuery, Uploaded, UploadPlace } from './schema.ts'
import * as scanSql from './scan-sql.ts'
import * as sql from './sql.ts'

export { contentIn, objectOf, type Content } from './upload.ts'

type Announced = { size: number }

/** Where a file is to be, checked; `keepBoth`: or beside the one that is there. */
export type Place = { folder: string; name: string; public: boolean; keepBoth: boolean }

export async function upload(ctx: Ctx, query: UploadPlace, bytes: Incoming): Promise<Uploaded> {
  const place = await placeOf(ctx, query)
  const id = ctx.app.newId()
  const row = await store(ctx, place.name, bytes, (content) => ctx.tx((tx) => added(tx, id, place, content)))
  return uploaded(ctx, row)
}

/**
 * Where a new file is to be. What is taken, or is announced as too large for the folder, is refused here, before a gigabyte has come in, and
 * looked at again when the row is written.
 */
export async function placeOf(ctx: Ctx, query: UploadPlace, announced?: Announced): Promise<Place> {
  const place = {
    name: nameOf(query.name),
    folder: folderOf(query.folder ?? ''),
    public: !query.private,
    keepBoth: query.keepBoth ?? false,
  }
  const path = pathOf(place.folder, place.name)
  await mustEdit(ctx, place.folder)
  await mustTake(ctx, place.folder, { name: place.name, ...announced })
  if (!place.keepBoth && (await sql.at(ctx, path)).length > 0) throw taken(place.folder, place.name)
  return place
}

export async function added(tx: Tx, id: string, place: Place, content: Content): Promise<sql.FileRow> {
  const { folder, name, keepBoth } = place
  await mustEdit(tx.ctx, folder)
  await mustTake(tx.ctx, folder, { name, kind: content.kind, size: content.size })
  // Whoever takes the same free name at the same moment is met again here.
  for (let tries = keepBoth ? 10 : 1; tries > 0; tries--) {
    const own = keepBoth ? await freeName(tx, folder, name) : name
    const made = await sql.insert(tx, { id, folder, name: own, public: place.public }, content)
    if (!made) continue
    tell(tx, 'created', made, {
      path: { after: made.path },
      size: { after: made.size },
      type: { after: made.type },
    })
    return made
  }
  throw taken(folder, name)
}

/** New bytes at the same address; the old ones are a version that can be had again. */
export async function replace(
  ctx: Ctx,
  id: string,
  ifMatch: number | '*' | undefined,
  bytes: Incoming,
): Promise<Uploaded> {
  const before = await rowToReplace(ctx, id, ifMatch)
  const row = await store(ctx, before.name, bytes, (content) =>
    ctx.tx((tx) => replaced(tx, id, ifMatch, content)),
  )
  return uploaded(ctx, row)
}

export async function rowToReplace(
  ctx: Ctx,
  id: string,
  ifMatch: number | '*' | undefined,
  announced?: Announced,
): Promise<sql.FileRow> {
  const row = await rowOf(ctx, id)
  await mustEdit(ctx, row.folder)
  checkVersion(ifMatch, row.etag)
  if (announced) await mustTake(ctx, row.folder, { name: row.name, ...announced })
  return row
}

export async function replaced(
  tx: Tx,
  id: string,
  ifMatch: number | '*' | undefined,
  content: Content,
): Promise<sql.FileRow> {
  const now = await locked(tx, id)
  checkVersion(ifMatch, now.etag)
  await mustTake(tx.ctx, now.folder, { name: now.name, kind: content.kind, size: content.size })
  const { version: last } = await sql.lastVersion(tx, id)
  await sql.insertVersion(tx, id, last + 1, content)
  // Until it was scanned, readers get what they had.
  if (content.held) return now
  return switched(tx, now, last + 1, content)
}

export async function list(ctx: Ctx, query: ListQuery): Promise<Page> {
  const size = query.size ?? 50
  const folder = folderOf(query.folder ?? '')
  const { seen } = await accessOf(ctx)
  const rows = await sql.list(ctx, { ...query, folder }, size + 1, seen)
  const shown = rows.slice(0, size)
  return new Page(
    shown.map((row) => toFile(ctx, row)),
    { page: { size, next: rows.length > size ? shown.at(-1)!.id : null } },
  )
}

export const get = async (ctx: Ctx, id: string): Promise<File> => toFile(ctx, await rowOf(ctx, id, true))

export async function update(
  ctx: Ctx,
  id: string,
  change: FileChange,
  ifMatch: number | '*' | undefined,
): Promise<File> {
  const wanted: FileChange = {
    ...change,
    ...(change.name === undefined ? {} : { name: nameOf(change.name) }),
    ...(change.folder === undefined ? {} : { folder: folderOf(change.folder) }),
  }
  refuseUnknownLanguages(ctx, wanted)
  return ctx.tx(async (tx) => {
    const before = await locked(tx, id)
    checkVersion(ifMatch, before.etag)
    const [folder, name] = [wanted.folder ?? before.folder, wanted.name ?? before.name]
    const path = pathOf(folder, name)
    if (path !== before.path) await mayMove(tx, before, folder, name)
    const after = await sql.update(tx, before, wanted)
    const changes = (['path', 'public', 'alt', 'caption', 'credit', 'focal', 'tags'] as const).flatMap(
      (key) =>
        JSON.stringify(before[key]) === JSON.stringify(after[key])
          ? []
          : [[key, { before: before[key], after: after[key] }] as const],
    )
    tell(tx, 'updated', after, Object.fromEntries(changes))
    return toFile(ctx, after)
  })
}

export async function trash(ctx: Ctx, id: string, ifMatch: number | '*' | undefined): Promise<void> {
  await ctx.tx(async (tx) => {
    const row = await locked(tx, id)
    checkVersion(ifMatch, row.etag)
    await sql.setTrashed(tx, id, ctx.now())
    tell(tx, 'trashed', row)
  })
}

export async function restore(ctx: Ctx, id: string): Promise<File> {
  await ctx.tx(async (tx) => {
    const row = await trashedRow(tx, id)
    if (!(await sql.isFree(tx, row.path))) throw taken(row.folder, row.name)
    await sql.setTrashed(tx, id, null)
    tell(tx, 'restored', row)
  })
  return get(ctx, id)
}

/** Out of the trash, for ever: first the rows, then the bytes. What the server's death leaves of them is swept away. */
export async function purge(ctx: Ctx, id: string): Promise<void> {
  const objects = await ctx.tx(async (tx) => {
    const row = await trashedRow(tx, id)
    return purgeRow(tx, row)
  })
  // What cannot be removed now is swept away later.
  for (const object of objects)
    await ctx.app.storage
      .remove(objectOf(ctx.site.id, object))
      .catch((error: unknown) => ctx.app.log.warn({ err: error, object }, 'bytes of a deleted file remain'))
}

/** Gives the names of the bytes, to be removed when the transaction is on the disk. */
export async function purgeRow(tx: Tx, row: sql.FileRow): Promise<string[]> {
  const objects = await sql.remove(tx, row.id)
  tell(tx, 'deleted', row, { path: { before: row.path }, size: { before: row.size } })
  return objects
}

export async function versionOf(ctx: Ctx, id: string, number: string): Promise<sql.VersionRow> {
  await rowOf(ctx, id, true)
  const [row] = /^\d{1,9}$/.test(number) ? await sql.version(ctx, id, Number(number)) : []
  if (!row) throw notFound()
  return row
}

/** 404 for one that is in the trash, unless `trashed`. */
export async function rowOf(ctx: Ctx, id: string, trashed = false): Promise<sql.FileRow> {
  const [row] = await sql.get(ctx, id)
  if (!row || (row.trashed_at && !trashed)) throw notFound()
  await mustSee(ctx, row.folder)
  return row
}

export const tagOf = (siteId: string): string => `files:${siteId}`

export async function locked(tx: Tx, id: string): Promise<sql.FileRow> {
  const row = await sql.lock(tx, id)
  if (!row || row.trashed_at) throw notFound()
  await mustEdit(tx.ctx, row.folder)
  return row
}

async function trashedRow(tx: Tx, id: string): Promise<sql.FileRow> {
  const row = await sql.lock(tx, id)
  if (!row?.trashed_at) throw notFound()
  await mustEdit(tx.ctx, row.folder)
  return row
}

async function mayMove(tx: Tx, row: sql.FileRow, folder: string, name: string): Promise<void> {
  await mustEdit(tx.ctx, folder)
  await mustTake(tx.ctx, folder, { name, kind: row.kind, size: row.size })
  if (!(await sql.isFree(tx, pathOf(folder, name)))) throw taken(folder, name)
}

export async function switched(
  tx: Tx,
  before: sql.FileRow,
  version: number,
  content: Content,
): Promise<sql.FileRow> {
  const after = await sql.setVersion(tx, before.id, version, content)
  tell(tx, 'replaced', after, {
    version: { before: before.version, after: after.version },
    size: { before: before.size, after: after.size },
    type: { before: before.type, after: after.type },
  })
  return after
}

function refuseUnknownLanguages({ site }: Ctx, change: FileChange): void {
  for (const key of ['alt', 'caption'] as const)
    for (const locale of Object.keys(change[key] ?? {}))
      if (!site.locales.includes(locale))
        throw invalid([
          { path: `/${key}/${locale}`, code: 'locale_unknown', params: { locales: site.locales.join(', ') } },
        ])
}

/** The name, or the first numbered one that nobody has. */
async function freeName(tx: Tx, folder: string, name: string): Promise<string> {
  for (let from = 1; ; from += 500) {
    const names = Array.from({ length: 500 }, (_, n) => (from + n === 1 ? name : numbered(name, from + n)))
    const used = await sql.namesIn(tx, folder, names)
    const free = names.find((one) => !used.has(one))
    if (free !== undefined) return free
  }
}

/** A file with what its uploader is told besides. */
export const uploadedAs = async (ctx: Ctx, id: string): Promise<Uploaded> =>
  uploaded(ctx, await rowOf(ctx, id, true))

async function uploaded(ctx: Ctx, row: sql.FileRow): Promise<Uploaded> {
  const { seen } = await accessOf(ctx)
  const same = await sql.sameBytes(ctx, row.hash, row.id, seen)
  const waits = ctx.app.config.scanner !== undefined && (await scanSql.waits(ctx, row.id))
  return { ...toFile(ctx, row), waits, sameAs: same.map(({ path }) => path) }
}

const taken = (folder: string, name: string) => conflict('file_exists', { path: pathOf(folder, name) })

type Changes = Record<string, { before?: unknown; after?: unknown }>

export const tell = (tx: Tx, what: string, { id, path }: sql.FileRow, changes: Changes = {}): void =>
  emit(tx, `file.${what}`, { subject: { type: 'file', id, label: path }, changes })

export const toFile = (
  { app, site }: Ctx,
  { created_at, updated_at, trashed_at, ...row }: sql.FileRow,
): File => ({
  ...row,
  url: `${siteUrl(app, site)}${addressOf(row.path)}`,
  trashedAt: trashed_at?.toISOString() ?? null,
  createdAt: created_at.toISOString(),
  updatedAt: updated_at.toISOString(),
})
