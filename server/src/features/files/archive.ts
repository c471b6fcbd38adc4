// Many files as one: out as a ZIP file, and in from one. Both go file by file, whatever their number and size.
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Ctx } from '#platform/ctx.ts'
import { conflict, invalid, notFound, Problem } from '#platform/errors.ts'
import { Reply } from '#platform/feature.ts'
import { isUuid } from '#lib/uuid.ts'
import { asProblem, problemBody, wordsOf } from '#platform/http/problems.ts'
import { accessOf, mustEdit, mustSee } from './folder-rules.ts'
import { folderOf, pathOf } from './name.ts'
import type { ArchiveQuery, UnpackInput } from './schema.ts'
import { added, placeOf, rowOf, versionOf } from './service.ts'
import * as sql from './sql.ts'
import { objectOf, store } from './upload.ts'
import { readZip, type Packed } from './zip-read.ts'

const mostFiles = 10_000

/** The files of a folder and below, or those that are named, as a ZIP file. Those that the caller does not see are not in it. */
export async function archive(ctx: Ctx, { folder: given, ids }: ArchiveQuery): Promise<Reply> {
  const folder = folderOf(given ?? '')
  if (given !== undefined) await mustSee(ctx, folder)
  const { seen } = await accessOf(ctx)
  const named = ids?.split(',').filter(isUuid)
  const rows = await sql.forArchive(ctx, { folder, ids: named }, seen, mostFiles + 1)
  if (rows.length === 0) throw notFound()
  if (rows.length > mostFiles) throw conflict('archive_many', { limit: mostFiles })
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  for (const row of rows) {
    const inside = folder === '' ? row.path : row.path.slice(folder.length + 1)
    const options = { mtime: row.updated_at, size: row.size, compress: packsWell(row.type) }
    zip.addReadStreamLazy(inside, options, (give) => {
      const source = ctx.app.storage.get(objectOf(ctx.site.id, row.object))
      // Bytes that are gone, and readers who are, end the one as the other.
      source.on('error', (error) => out.destroy(error))
      if (out.destroyed) source.destroy()
      else out.once('close', () => source.destroy())
      give(null, source)
    })
  }
  zip.on('error', (error: Error) => out.destroy(error))
  zip.end()
  const name = encodeURIComponent(`${folder.split('/').at(-1) || ctx.site.key}.zip`)
  return new Reply(out, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'cache-control': 'private, no-store',
    },
  })
}

/** Pictures, films and packed formats are as small as they get. */
const packsWell = (type: string): boolean =>
  /^(text\/|application\/(json|xml|rtf)|image\/(svg|bmp|tiff))/.test(type)

/**
 * Unpacks a ZIP file of the library into a folder, a line of JSON for each file as it is there. All names and sizes are looked at first.
 * Whoever goes away before the end keeps what was told by then.
 */
export async function unpack(ctx: Ctx, id: string, { folder: given, ...how }: UnpackInput): Promise<Reply> {
  const row = await rowOf(ctx, id)
  const folder = folderOf(given)
  await mustEdit(ctx, folder)
  if (row.held) throw conflict('file_held')
  if (row.type !== 'application/zip') throw invalid({ file: 'zip_not' })
  const version = await versionOf(ctx, id, String(row.version))
  const packed = await readZip(ctx.app.storage, objectOf(ctx.site.id, version.id), row.size, folder)
  const free = await ctx.app.storage.free()
  if (packed.reduce((bytes, one) => bytes + one.size, 0) > free) throw new Problem(507, 'storage_full')
  async function* lines() {
    for (const one of packed) yield `${JSON.stringify(await unpacked(ctx, one, how))}\n`
  }
  return new Reply(Readable.from(lines()), {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'private, no-store' },
  })
}

type How = Pick<UnpackInput, 'private' | 'keepBoth'>

async function unpacked(ctx: Ctx, { folder, name, open }: Packed, how: How) {
  const path = pathOf(folder, name)
  try {
    const place = await placeOf(ctx, { name, folder, ...how })
    const bytes = { stream: open(), signal: new AbortController().signal }
    const file = await store(ctx, name, bytes, (content) =>
      ctx.tx((tx) => added(tx, ctx.app.newId(), place, content)),
    )
    return { path, file: file.id, ...(file.path === path ? {} : { as: file.path }) }
  } catch (error) {
    const problem = isTorn(error) ? new Problem(422, 'zip_broken') : asProblem(error)
    if (problem.status >= 500)
      ctx.app.log.warn({ err: error, path }, 'a file of a ZIP file could not be unpacked')
    return { path, problem: problemBody(problem, wordsOf(ctx.app.features), ctx.language, ctx.requestId) }
  }
}

/** What unpacking says of bytes that are not what was announced. */
const isTorn = (error: unknown): boolean =>
  error instanceof Error &&
  ((error as NodeJS.ErrnoException).code?.startsWith('Z_') === true ||
    /^(too many|not enough) bytes in the stream|invalid|local file header/i.test(error.message))
