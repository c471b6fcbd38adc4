// From bytes to a file: made whole, looked at, and written with the row in one transaction. Killed in between, it begins here again.
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import { added, contentIn, objectOf, replaced, type Content } from '#features/files/service.ts'
import type { Hold } from './held.ts'
import * as sql from './sql.ts'

/** Throws what keeps it from being a file, which the upload remembers. */
export async function finished(ctx: Ctx, hold: Hold): Promise<sql.UploadRow> {
  const { row, by } = hold
  if (row.file_id) return row
  try {
    await ctx.app.storage.seal(objectOf(ctx.site.id, row.id), row.length)
    const fileId = await written(ctx, hold, await contentIn(ctx, row.id, row.name))
    return { ...row, file_id: fileId, problem: null }
  } catch (error) {
    if (error instanceof Problem && error.status < 500 && error.status !== 423) {
      const { status, code, params, errors } = error
      await hold.write((tx) => sql.setProblem(tx, row.id, by, { status, code, params, errors }))
    }
    throw error
  }
}

async function written(ctx: Ctx, { row, by, write }: Hold, content: Content): Promise<string> {
  let fileId = ''
  await write(async (tx) => {
    const { id } = row.replaces
      ? await replaced(tx, row.replaces, row.replaces_etag ?? '*', content)
      : await added(tx, ctx.app.newId(), { ...row, keepBoth: row.keep_both }, content)
    fileId = id
    return sql.setFile(tx, row.id, by, id)
  })
  return fileId
}
