import type { Ctx } from '#platform/ctx.ts'
import { checkVersion } from '#platform/errors.ts'
import type { File, FileVersion } from './schema.ts'
import { locked, rowOf, switched, toFile, versionOf } from './service.ts'
import * as sql from './sql.ts'

export async function versions(ctx: Ctx, id: string): Promise<FileVersion[]> {
  await rowOf(ctx, id, true)
  return (await sql.versions(ctx, id)).map(
    ({ created_at, version, type, kind, size, hash, width, height, placeholder }) => ({
      version,
      type,
      kind,
      size,
      hash,
      width,
      height,
      placeholder,
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
  const version = await versionOf(ctx, id, number)
  return ctx.tx(async (tx) => {
    const before = await locked(tx, id)
    checkVersion(ifMatch, before.etag)
    return toFile(ctx, await switched(tx, before, version.version, version))
  })
}
