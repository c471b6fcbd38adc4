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
    await sealed(ctx, hold)
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

/** What came past this server is noted only now: until then its parts may be asked for again. */
async function sealed(ctx: Ctx, { row, by, write }: Hold): Promise<void> {
  const { storage } = ctx.app
  const object = objectOf(ctx.site.id, row.id)
  if (row.offset === row.length) return storage.seal(object, row.length)
  await storage.direct!.seal(object, row.length)
  await write((tx) => sql.setOffset(tx, row.id, by, row.length, row.expires_at))
  row.offset = row.length
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
