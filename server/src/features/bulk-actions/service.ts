// Which entries an action is about is frozen when it is asked for: what comes to match later is left alone. It acts for whoever asked, with
// the rights that they had when it started, and at each entry by the rules that hold for it alone. Publishing, unpublishing and the trash
// can be undone.
import { Readable } from 'node:stream'
import { fieldOf } from '@dozo/content-model/definition'
import type { ModelType } from '@dozo/content-model/query/model'
import { checkValues } from '@dozo/content-model/values'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { conflict, forbidden, invalid, notFound, type FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { Reply } from '#platform/feature.ts'
import { wordsOf } from '#platform/http/problems.ts'
import { holds } from '#platform/rights.ts'
import { say } from '#platform/words.ts'
import { modelOf, typeNamed } from '#features/content-types/service.ts'
import { accessOrRefuse, permissionFor, selectionSql, titlesOf, type Act } from '#features/entries/service.ts'
import type { BulkAction, NewBulkAction } from './schema.ts'
import * as sql from './sql.ts'

const mostEntries = 1_000_000
const mostAtOnce = 10
const startMs = 3_600_000
/** How long what was done can be looked at and undone. */
export const keptMs = 7 * 86_400_000

export async function create(ctx: Ctx, input: NewBulkAction): Promise<BulkAction> {
  const type = await typeNamed(ctx, input.type)
  const act = input.action as Act
  accessOrRefuse(ctx, permissionFor(act.kind), type, await modelOf(ctx))
  const errors = actErrors(ctx, type, act)
  if (errors.length > 0) throw invalid(errors)
  const selection = await selectionSql(ctx, type, input, mostEntries + 1)
  const id = ctx.app.newId()
  await ctx.tx(
    async (tx) => {
      await insert(tx, { id, type_id: type.id, action: act, undo_of: null })
      const total = await sql.freeze(tx, id, selection)
      if (total === 0) throw conflict('bulk_empty')
      if (total > mostEntries) throw conflict('bulk_too_many', { limit: mostEntries })
      if (input.start ?? true) await begin(tx, id, act.kind, total)
    },
    { statementTimeoutMs: 120_000 },
  )
  return get(ctx, id)
}

/** A value that no entry can have is said at once, not a thousand times. */
function actErrors(ctx: Ctx, type: ModelType, act: Act): FieldError[] {
  const { locales } = ctx.site
  const unknown = (locale: string | undefined, path: string): FieldError[] =>
    locale === undefined || locales.includes(locale)
      ? []
      : [{ path, code: 'locale_unknown', params: { locales: locales.join(', ') } }]
  if (act.kind === 'trash') return []
  if (act.kind !== 'set') return (act.locales ?? []).flatMap((one, i) => unknown(one, `/action/locales/${i}`))
  const field = fieldOf(type.definition, act.field)
  if (!field) return [{ path: '/action/field', code: 'unknown_field', params: { name: act.field } }]
  if (field.localized && act.locale === undefined) return [{ path: '/action/locale', code: 'required' }]
  if (!field.localized && act.locale !== undefined) return [{ path: '/action/locale', code: 'not_localized' }]
  const value = field.localized ? { [act.locale!]: act.value } : act.value
  const { issues } = checkValues(type.definition, { [field.key]: value }, ctx.site)
  return [
    ...unknown(act.locale, '/action/locale'),
    ...issues.map((issue) => ({ ...issue, path: '/action/value' })),
  ]
}

type New = Pick<sql.ActionRow, 'id' | 'type_id' | 'action' | 'undo_of'>

function insert(tx: Tx, one: New) {
  const { ctx } = tx
  const { actor, rights } = ctx
  const by =
    actor.kind === 'member' ? { bySiteId: actor.siteId, byId: actor.id } : { bySiteId: null, byId: null }
  const expires_at = new Date(ctx.now().getTime() + startMs)
  return sql.insert(tx, { ...one, ...by, caller: { actor, rights }, expires_at })
}

async function begin(tx: Tx, id: string, kind: string, total: number): Promise<void> {
  if ((await sql.unfinished(tx)) >= mostAtOnce) throw conflict('bulk_busy', { limit: mostAtOnce })
  const { actor, rights } = tx.ctx
  await sql.begin(tx, id, { actor, rights }, new Date(tx.ctx.now().getTime() + keptMs))
  await tx.ctx.app.jobs.add(tx, 'bulk-actions.run', { actionId: id }, { key: `bulk ${id}` })
  emit(tx, 'bulk-action.started', {
    subject: { type: 'bulk-action', id },
    changes: { action: { after: kind }, entries: { after: total } },
  })
}

/** Starts what was only frozen. 409 when that is over, or it has been started already. */
export async function start(ctx: Ctx, id: string): Promise<BulkAction> {
  const model = await modelOf(ctx)
  await ctx.tx(async (tx) => {
    const row = await ownRow(tx, id)
    if (row.status !== 'frozen' || row.expires_at <= ctx.now()) throw conflict('bulk_over')
    const type = model.byId(row.type_id)
    if (!type || row.action.kind === 'undo') throw conflict('bulk_over')
    accessOrRefuse(ctx, permissionFor(row.action.kind), type, model)
    await begin(tx, id, row.action.kind, row.total)
  })
  return get(ctx, id)
}

/** Stops behind the block it is at; what is done stays done. */
export async function cancel(ctx: Ctx, id: string): Promise<BulkAction> {
  await ctx.tx(async (tx) => {
    const row = await ownRow(tx, id)
    if (row.finished_at) throw conflict('bulk_over')
    if (row.status === 'frozen') await sql.finish(tx, id, 'cancelled', null, row.expires_at)
    else await sql.requestCancel(tx, id)
    emit(tx, 'bulk-action.cancelled', { subject: { type: 'bulk-action', id } })
  })
  return get(ctx, id)
}

/** What was done is taken back, entry by entry, as far as nobody has touched it since. */
export async function undo(ctx: Ctx, id: string): Promise<BulkAction> {
  const undoId = ctx.app.newId()
  await ctx.tx(
    async (tx) => {
      const row = await ownRow(tx, id)
      if (!canUndo(ctx, row)) throw conflict('bulk_not_undoable')
      await insert(tx, {
        id: undoId,
        type_id: row.type_id,
        action: { kind: 'undo', of: row.action as Act },
        undo_of: id,
      })
      const total = await sql.freezeDone(tx, undoId, id)
      await begin(tx, undoId, 'undo', total)
    },
    { statementTimeoutMs: 120_000 },
  )
  return get(ctx, undoId)
}

const canUndo = (ctx: Ctx, row: sql.ActionRow): boolean =>
  row.finished_at !== null &&
  row.done > 0 &&
  row.expires_at > ctx.now() &&
  ['publish', 'unpublish', 'trash'].includes(row.action.kind)

/** One's own, the newest first; with the right to see jobs everybody's. */
export async function list(ctx: Ctx): Promise<BulkAction[]> {
  const model = await modelOf(ctx)
  const byId = seesAll(ctx) ? undefined : ctx.actor.kind === 'member' ? ctx.actor.id : ''
  if (byId === '') return []
  const rows = await sql.list(ctx, byId)
  return rows.map((row) => toBulkAction(ctx, row, model.byId(row.type_id)?.definition.key ?? ''))
}

export async function get(ctx: Ctx, id: string): Promise<BulkAction> {
  const row = await shownRow(ctx, id)
  return toBulkAction(ctx, row, (await modelOf(ctx)).byId(row.type_id)?.definition.key ?? '')
}

const seesAll = (ctx: Ctx): boolean => holds(ctx.rights, 'jobs.read')
const isOwn = (ctx: Ctx, row: sql.ActionRow): boolean =>
  ctx.actor.kind === 'system' || (ctx.actor.kind === 'member' && row.created_by_id === ctx.actor.id)

async function shownRow(ctx: Ctx, id: string): Promise<sql.ActionRow> {
  const [row] = await sql.get(ctx, id)
  if (!row || !(isOwn(ctx, row) || seesAll(ctx))) throw notFound()
  return row
}

/** To change it one must have asked for it: somebody else's rights are in it. */
async function ownRow(tx: Tx, id: string): Promise<sql.ActionRow> {
  const row = await sql.lock(tx, id)
  if (!row || !(isOwn(tx.ctx, row) || seesAll(tx.ctx))) throw notFound()
  if (!isOwn(tx.ctx, row)) throw forbidden('jobs.write')
  return row
}

/** Entry by entry what came of it, as NDJSON, with reasons in the caller's language. */
export async function resultsFile(ctx: Ctx, id: string, only: string | undefined): Promise<Reply> {
  await shownRow(ctx, id)
  const words = wordsOf(ctx.app.features)
  async function* lines() {
    for (let after = 0; ;) {
      const rows = await sql.resultsAfter(ctx, id, after, only)
      const titles = await titlesOf(
        ctx,
        rows.map((row) => row.entry_id),
      )
      for (const { entry_id, result, errors } of rows) {
        const told = (errors ?? []).map((error) => ({
          ...error,
          message: say(
            words[error.code] ?? { ja: error.code, en: error.code },
            ctx.language,
            error.params ?? {},
          ),
        }))
        yield `${JSON.stringify({ id: entry_id, title: titles.get(entry_id) ?? null, result, errors: told })}\n`
      }
      const last = rows.at(-1)
      if (!last) return
      after = last.position
    }
  }
  return new Reply(Readable.from(lines()), {
    status: 200,
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="bulk-action-${id}.ndjson"`,
      'cache-control': 'no-store',
    },
  })
}

const toBulkAction = (ctx: Ctx, row: sql.ActionRow, type: string): BulkAction => ({
  id: row.id,
  type,
  action: { kind: row.action.kind },
  status: row.status,
  total: row.total,
  done: row.done,
  skipped: row.skipped,
  refused: row.refused,
  error: row.error,
  undoOf: row.undo_of,
  canUndo: canUndo(ctx, row) && isOwn(ctx, row),
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
})
