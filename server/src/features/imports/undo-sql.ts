import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'

/** An entry as an import left it, and what it was before: the copies and places that the import may have changed. */
export type WrittenRow = { line: number; entryId: string; etag: number; before: unknown }

export const addWritten = (tx: Tx, importId: string, rows: readonly WrittenRow[]) =>
  tx.run(sql`
    insert into import_entries (site_id, import_id, line, entry_id, etag, before)
    select ${tx.ctx.site.id}, ${importId}, r.line, r."entryId", r.etag, nullif(r.before, 'null')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line bigint, "entryId" uuid, etag integer, before jsonb)
    on conflict do nothing
  `)

/** Lines before one, the last first. */
export const writtenBefore = (tx: Tx, importId: string, line: number | null, limit: number) =>
  tx.many<{ line: number; entry_id: string; etag: number; before: unknown }>(sql`
    select line, entry_id, etag, before
    from import_entries
    where site_id = ${tx.ctx.site.id} and import_id = ${importId} and (${line}::bigint is null or line < ${line})
    order by line desc
    limit ${limit}
  `)

export const ask = (tx: Tx, id: string, options: unknown) =>
  tx.run(sql`
    update imports
    set undo_status = 'waiting', undo_options = ${JSON.stringify(options)}::jsonb, undo_error = null
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const advance = (
  tx: Tx,
  id: string,
  { line, done, kept }: { line: number; done: number; kept: number },
) =>
  tx.run(sql`
    update imports
    set undo_status = 'running', undo_line = ${line}, undo_done = undo_done + ${done}, undo_kept = undo_kept + ${kept}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const end = (tx: Tx, id: string, status: 'done' | 'failed', error: string | null) =>
  tx.run(sql`
    update imports
    set undo_status = ${status}, undo_error = ${error}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const addKept = (tx: Tx, importId: string, rows: { line: number; entryId: string; code: string }[]) =>
  tx.run(sql`
    insert into import_undo_kept (site_id, import_id, line, entry_id, code)
    select ${tx.ctx.site.id}, ${importId}, r.line, r."entryId", r.code
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line bigint, "entryId" uuid, code text)
    on conflict do nothing
  `)

export const keptAfter = (ctx: Ctx, importId: string, line: number) =>
  ctx.read<{ line: number; entry_id: string; code: string }>(sql`
    select line, entry_id, code
    from import_undo_kept
    where site_id = ${ctx.site.id} and import_id = ${importId} and line > ${line}
    order by line
    limit 1000
  `)
