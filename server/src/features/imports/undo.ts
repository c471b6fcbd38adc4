// A whole import taken back, from its last line to its first: what it made goes to the trash, what it changed is what it was. What somebody
// has touched since stays, and is listed.
import { Readable } from 'node:stream'
import { createCtx, type Actor, type Ctx, type Tx } from '#platform/ctx.ts'
import { conflict, notFound, Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { Reply } from '#platform/feature.ts'
import { wordsOf } from '#platform/http/problems.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import type { Rights } from '#platform/rights.ts'
import { say } from '#platform/words.ts'
import { modelOf } from '#features/content-types/service.ts'
import * as entries from '#features/entries/service.ts'
import { refuseSuspended } from '#features/sessions/service.ts'
import { ndjson } from './ndjson.ts'
import * as sql from './sql.ts'
import * as undoSql from './undo-sql.ts'

const blockEntries = 100

/** `published`: whether the import made public what it wrote. */
export const remembered = (one: entries.Written, published: boolean): undoSql.WrittenRow => ({
  line: one.line,
  entryId: one.id,
  etag: one.etag,
  before: one.before && entries.formerOf(one.before, published),
})

export const canUndo = (row: sql.ImportRow): boolean =>
  ['done', 'failed', 'cancelled'].includes(row.status) &&
  !row.options.dryRun &&
  row.created + row.updated > 0 &&
  (row.undo_status === null || row.undo_status === 'failed')

export async function undo(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const row = await sql.lock(tx, id)
    if (!row) throw notFound()
    if (!canUndo(row)) throw conflict('import_not_undoable')
    await undoSql.ask(tx, id, { actor: ctx.actor, rights: ctx.rights })
    await ctx.app.jobs.add(tx, 'imports.undo', { importId: id })
    emit(tx, 'import.undo_started', { subject: { type: 'import', id } })
  })
}

export const runUndo: JobDefinition<{ importId: string }> = {
  name: 'imports.undo',
  label: { ja: '取り込みを取り消す', en: 'Undo an import' },
  maxAttempts: 5,
  async run({ ctx: system, payload, signal, lastTry }) {
    const [row] = system ? await sql.get(system, payload.importId) : []
    if (!system || !row || row.undo_status === null || row.undo_status === 'done') return
    const asked = row.undo_options as { actor: Actor; rights: Rights }
    const ctx = createCtx({ ...system, ...asked })
    try {
      while (await oneBlock(ctx, row.id)) signal.throwIfAborted()
      await end(ctx, row.id, 'done', null)
    } catch (error) {
      if (error instanceof Problem) return end(ctx, row.id, 'failed', error.code)
      if (lastTry) await end(ctx, row.id, 'failed', 'internal')
      throw error
    }
  },
}

async function end(ctx: Ctx, id: string, status: 'done' | 'failed', error: string | null): Promise<void> {
  await ctx.tx(async (tx) => {
    await undoSql.end(tx, id, status, error)
    emit(tx, 'import.undone', { subject: { type: 'import', id }, changes: { status: { after: status } } })
  })
}

/** False when nothing was left. Each entry is taken back by itself; one that cannot be does not hold up the others. */
async function oneBlock(ctx: Ctx, importId: string): Promise<boolean> {
  await refuseSuspended(ctx)
  const model = await modelOf(ctx)
  return ctx.tx(
    async (tx) => {
      const row = await sql.lock(tx, importId)
      const type = row && model.byId(row.type_id)
      if (!row || !type) throw new Problem(409, 'import_type_gone')
      const rows = await undoSql.writtenBefore(tx, importId, row.undo_line, blockEntries)
      const last = rows.at(-1)
      if (!last) return false
      const kept: { line: number; entryId: string; code: string }[] = []
      for (const one of rows) {
        // What was made on the way for a relation may be of another type.
        const of = model.byId((await sql.typeOf(tx, one.entry_id)) ?? type.id) ?? type
        const code = await takenBack(tx, () =>
          entries.undoWrite(tx, model, of, {
            id: one.entry_id,
            etag: one.etag,
            former: one.before as entries.Former | null,
            note: `undo of import ${importId}`,
          }),
        )
        if (code) kept.push({ line: one.line, entryId: one.entry_id, code })
      }
      if (kept.length > 0) await undoSql.addKept(tx, importId, kept)
      await undoSql.advance(tx, importId, {
        line: last.line,
        done: rows.length - kept.length,
        kept: kept.length,
      })
      return true
    },
    { statementTimeoutMs: 120_000 },
  )
}

/** Why it was not taken back; nothing when it was. */
async function takenBack(tx: Tx, work: () => Promise<void>): Promise<string | undefined> {
  try {
    await tx.savepoint(work)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

/** What an undo left as it is: line, entry, and why, in the caller's language. */
export async function keptFile(ctx: Ctx, id: string): Promise<Reply> {
  const [row] = await sql.get(ctx, id)
  if (!row) throw notFound()
  const words = wordsOf(ctx.app.features)
  async function* lines() {
    for (let after = Number.MIN_SAFE_INTEGER; ;) {
      const rows = await undoSql.keptAfter(ctx, id, after)
      for (const { line, entry_id: entry, code } of rows) {
        const message = say(words[code] ?? { ja: code, en: code }, ctx.language, {})
        yield `${JSON.stringify({ line, entry, code, message })}\n`
      }
      const last = rows.at(-1)
      if (!last) return
      after = last.line
    }
  }
  return ndjson(Readable.from(lines()), `import-kept-${id}.ndjson`)
}
