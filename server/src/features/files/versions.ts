import type { Ctx } from '#platform/ctx.ts'
import { checkVersion, conflict, notFound } from '#platform/errors.ts'
import { mustTake } from './folder-rules.ts'
import * as scanSql from './scan-sql.ts'
import type { File, FileVersion } from './schema.ts'
import { locked, rowOf, switched, toFile, versionOf } from './service.ts'
import * as sql from './sql.ts'

export async function versions(ctx: Ctx, id: string): Promise<FileVersion[]> {
  await rowOf(ctx, id, true)
  return (await sql.versions(ctx, id)).map(
    ({ created_at, version, type, kind, size, hash, width, height, placeholder, held }) => ({
      version,
      type,
      kind,
      size,
      hash,
      width,
      height,
      placeholder,
      held,
      createdAt: created_at.toISOString(),
    }),
  )
}

/** An earlier version, or a later one, becomes the current one again. */
export async function restoreVersion(
  ctx: Ctx,
  id: string,
  number: string,
  ifMatch: number | '*' | undefined,
): Promise<File> {
  await versionOf(ctx, id, number)
  return ctx.tx(async (tx) => {
    const before = await locked(tx, id)
    checkVersion(ifMatch, before.etag)
    const version = await scanSql.version(tx, id, Number(number))
    if (!version) throw notFound()
    if (version.held) throw conflict('file_held')
    await mustTake(ctx, before.folder, { name: before.name, kind: version.kind, size: version.size })
    return toFile(ctx, await switched(tx, before, version.version, version))
  })
}
