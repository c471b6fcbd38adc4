// A block's entries, their outcomes and the counts are one transaction: after a crash it goes on behind the last whole block.
import { createCtx, type Actor, type Ctx, type Tx } from '#platform/ctx.ts'
import { Problem, type FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import type { Rights } from '#platform/rights.ts'
import { modelOf, type SiteModel } from '#features/content-types/service.ts'
import { actOn, takeBack } from '#features/entries/service.ts'
import { refuseSuspended } from '#features/sessions/service.ts'
import { keptMs } from './service.ts'
import * as sql from './sql.ts'

const block = 50

export const runBulkAction: JobDefinition<{ actionId: string }> = {
  name: 'bulk-actions.run',
  label: { ja: 'コンテンツの一括処理', en: 'Action on many entries' },
  maxAttempts: 5,
  async run({ ctx: system, payload, signal, lastTry }) {
    const [row] = system ? await sql.get(system, payload.actionId) : []
    if (!system || !row || row.finished_at) return
    const { actor, rights } = row.caller
    const ctx = createCtx({ ...system, actor: actor as Actor, rights: rights as Rights })
    await ctx.tx((tx) => sql.setRunning(tx, row.id))
    try {
      let after: number | undefined = row.done + row.skipped + row.refused
      while (after !== undefined) {
        signal.throwIfAborted()
        await refuseSuspended(ctx)
        after = await oneBlock(ctx, row, after)
      }
    } catch (error) {
      if (error instanceof Problem) {
        const { code } = error
        await ctx.tx((tx) => finish(tx, row.id, 'failed', code))
        return
      }
      if (lastTry) await ctx.tx((tx) => finish(tx, row.id, 'failed', 'internal'))
      throw error
    }
  },
}

/** The place it has come to; nothing when it is over. */
async function oneBlock(ctx: Ctx, row: sql.ActionRow, after: number): Promise<number | undefined> {
  const model = await modelOf(ctx)
  return ctx.tx(
    async (tx) => {
      const now = await sql.takeTurn(tx, row.id)
      if (!now || now.finished_at) return undefined
      if (now.cancel_requested) return finish(tx, row.id, 'cancelled', null)
      if (!model.byId(row.type_id)) return finish(tx, row.id, 'failed', 'bulk_type_gone')
      const chosen = await sql.next(tx, row.id, after, block)
      const results: sql.Result[] = []
      for (const one of chosen) results.push(await outcomeOf(tx, model, row, one))
      if (results.length > 0) await sql.record(tx, row.id, results)
      return chosen.length < block ? finish(tx, row.id, 'done', null) : chosen.at(-1)!.position
    },
    { statementTimeoutMs: 60_000 },
  )
}

async function outcomeOf(tx: Tx, model: SiteModel, row: sql.ActionRow, one: sql.Chosen): Promise<sql.Result> {
  const { position } = one
  try {
    const outcome = await tx.savepoint(() => act(tx, model, row, one))
    return outcome
      ? { position, result: 'done', errors: null, ...outcome }
      : { position, result: 'skipped', errors: null, before: null, etag: null }
  } catch (error) {
    return { position, result: 'refused', errors: errorsOf(error), before: null, etag: null }
  }
}

async function act(tx: Tx, model: SiteModel, { action, type_id }: sql.ActionRow, one: sql.Chosen) {
  const type = model.byId(type_id)!
  if (action.kind !== 'undo') return actOn(tx, model, type, action, one.entry_id)
  await takeBack(tx, model, type, action.of, { id: one.entry_id, before: one.before, etag: one.etag })
  return { before: null, etag: null }
}

/** What the caller may be told is the entry's outcome; anything else ends this try, and the block is done again. */
function errorsOf(error: unknown): FieldError[] {
  if (!(error instanceof Problem) || error.code === 'content_type_changed') throw error
  return error.errors.length > 0 ? error.errors : [{ path: '', code: error.code, params: error.params }]
}

async function finish(
  tx: Tx,
  id: string,
  status: 'done' | 'cancelled' | 'failed',
  error: string | null,
): Promise<undefined> {
  await sql.finish(tx, id, status, error, new Date(tx.ctx.now().getTime() + keptMs))
  emit(tx, 'bulk-action.finished', {
    subject: { type: 'bulk-action', id },
    changes: { status: { before: 'running', after: status } },
  })
}

/** Frozen choices that nobody started, and outcomes of a week ago. */
export const clearBulkActions: JobDefinition = {
  name: 'bulk-actions.clear',
  label: { ja: '古い一括処理の記録を片付ける', en: 'Clear old actions on many entries' },
  maxAttempts: 3,
  cron: { pattern: '50 3 * * *', timeZone: 'Asia/Tokyo' },
  async run({ app }) {
    await app.db.asOwner('clear bulk actions', (tx) => tx.run(sql.removeOver(app.clock())))
  },
}
