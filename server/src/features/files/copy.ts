import type { Ctx } from '#platform/ctx.ts'
import { conflict } from '#platform/errors.ts'
import type { CopyInput, Uploaded } from './schema.ts'
import { added, placeOf, rowOf, uploadedAs, versionOf } from './service.ts'
import * as sql from './sql.ts'
import { objectOf, store } from './upload.ts'

/** A file of its own with the same bytes and words, which goes its own way from here on. */
export async function copy(ctx: Ctx, id: string, input: CopyInput): Promise<Uploaded> {
  const row = await rowOf(ctx, id)
  if (row.held) throw conflict('file_held')
  const version = await versionOf(ctx, id, String(row.version))
  const place = await placeOf(ctx, {
    name: input.name ?? row.name,
    folder: input.folder ?? row.folder,
    keepBoth: input.keepBoth ?? false,
    private: !row.public,
  })
  const stream = ctx.app.storage.get(objectOf(ctx.site.id, version.id))
  const made = await store(ctx, place.name, { stream, signal: new AbortController().signal }, (content) =>
    ctx.tx(async (tx) => {
      const { alt, caption, credit, focal, tags } = row
      const file = await added(tx, ctx.app.newId(), place, content)
      return sql.update(tx, file, { alt, caption, credit, focal, tags })
    }),
  )
  return uploadedAs(ctx, made.id)
}
