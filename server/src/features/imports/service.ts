// What comes in is kept as a file first, whole; then a job reads it in blocks. Cancelling keeps the blocks that are done.
import type { Readable } from 'node:stream'
import type { Ctx } from '#platform/ctx.ts'
import { conflict, invalid, notFound, Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { RequestParts } from '#platform/feature.ts'
import { textLines } from '#lib/lines.ts'
import { modelOf, typeNamed } from '#features/content-types/service.ts'
import { refuseUnentitled } from './entitled.ts'
import { formatOf, openLines } from './format.ts'
import { lineLimitBytes } from './line.ts'
import { isMapping, mappingOf } from './mapping.ts'
import * as undoing from './undo.ts'
import * as sql from './sql.ts'
import type { Import, ImportQuery } from './schema.ts'

export async function create(ctx: Ctx, query: ImportQuery, request: RequestParts): Promise<Import> {
  const type = await typeNamed(ctx, query.type)
  refuseUnentitled(ctx, query.type, query.publish)
  const form = formatOf(query, String(request.headers['content-type'] ?? ''))
  const mapping = mappingOf(type, query, ctx.site.locales)
  if (!isMapping(mapping)) throw invalid(mapping)
  if (query.locale && !ctx.site.locales.includes(query.locale)) {
    throw invalid([
      { path: '/locale', code: 'locale_unknown', params: { locales: ctx.site.locales.join(', ') } },
    ])
  }
  const id = ctx.app.newId()
  const file = `imports/${ctx.site.id}/${id}.ndjson`
  const { head, lines } = await openLines(request.stream, query, form, type, ctx.site.locales)
  await ctx.app.storage.put(file, lines, request.signal)
  try {
    const total = await countLines(ctx.app.storage.get(file))
    if (total === 0) throw new Problem(422, 'import_empty')
    const { actor, rights } = ctx
    const by = actor.kind === 'member' ? { siteId: actor.siteId, id: actor.id } : { siteId: null, id: null }
    await ctx.tx(async (tx) => {
      await sql.insert(tx, {
        id,
        typeId: type.id,
        options: { ...query, ...chosenForm(form), actor, rights, ...(head ? { head } : {}) },
        file,
        total,
        by,
      })
      await ctx.app.jobs.add(tx, 'imports.run', { importId: id })
      emit(tx, 'import.started', {
        subject: { type: 'import', id, label: query.type },
        changes: { lines: { after: total }, dryRun: { after: query.dryRun ?? false } },
      })
    })
  } catch (error) {
    await ctx.app.storage.remove(file)
    throw error
  }
  return get(ctx, id)
}

/** Only a CSV is asked about its encoding. */
const chosenForm = ({ format, encoding }: ReturnType<typeof formatOf>) =>
  format === 'csv' ? { format, encoding } : { format }

async function countLines(stream: Readable): Promise<number> {
  let lines = 0
  let filled = false
  for await (const line of textLines(stream, lineLimitBytes)) {
    lines++
    if ('broken' in line || line.text.trim() !== '') filled = true
  }
  return filled ? lines : 0
}

export async function list(ctx: Ctx): Promise<Import[]> {
  const model = await modelOf(ctx)
  return (await sql.list(ctx)).map((row) => toImport(row, model.byId(row.type_id)?.definition.key ?? ''))
}

export async function get(ctx: Ctx, id: string): Promise<Import> {
  const row = await rowOf(ctx, id)
  return toImport(row, (await modelOf(ctx)).byId(row.type_id)?.definition.key ?? '')
}

export async function rowOf(ctx: Ctx, id: string): Promise<sql.ImportRow> {
  const [row] = await sql.get(ctx, id)
  if (!row) throw notFound()
  return row
}

export async function cancel(ctx: Ctx, id: string): Promise<Import> {
  await ctx.tx(async (tx) => {
    const row = await sql.lock(tx, id)
    if (!row) throw notFound()
    if (row.status !== 'waiting' && row.status !== 'running') throw conflict('import_over')
    await sql.requestCancel(tx, id)
    emit(tx, 'import.cancelled', { subject: { type: 'import', id } })
  })
  return get(ctx, id)
}

/** Goes on behind the last whole block of an import that failed or was cancelled, for whoever goes on with it and by their rights of now. */
export async function resume(ctx: Ctx, id: string): Promise<Import> {
  const model = await modelOf(ctx)
  await ctx.tx(async (tx) => {
    const row = await sql.lock(tx, id)
    if (!row) throw notFound()
    if (!canResume(row)) throw conflict('import_not_resumable')
    const type = model.byId(row.type_id)
    if (!type) throw conflict('import_type_gone')
    refuseUnentitled(ctx, type.definition.key, row.options.publish)
    await sql.resume(tx, id, { actor: ctx.actor, rights: ctx.rights })
    await ctx.app.jobs.add(tx, 'imports.run', { importId: id })
    emit(tx, 'import.resumed', { subject: { type: 'import', id } })
  })
  return get(ctx, id)
}

const canResume = (row: sql.ImportRow) =>
  (row.status === 'failed' || row.status === 'cancelled') && row.file !== '' && row.undo_status === null

export async function undo(ctx: Ctx, id: string): Promise<Import> {
  await undoing.undo(ctx, id)
  return get(ctx, id)
}

function choicesOf(options: sql.ImportRow['options']): Import['options'] {
  const { type: _type, dryRun: _dryRun, rights: _rights, actor: _actor, head: _head, ...choices } = options
  return choices
}

const toImport = (row: sql.ImportRow, type: string): Import => ({
  id: row.id,
  type,
  options: choicesOf(row.options),
  status: row.status,
  dryRun: row.options.dryRun ?? false,
  total: row.total,
  done: row.done,
  created: row.created,
  updated: row.updated,
  skipped: row.skipped,
  failed: row.failed,
  error: row.error,
  undo:
    row.undo_status === null
      ? null
      : { status: row.undo_status, done: row.undo_done, kept: row.undo_kept, error: row.undo_error },
  canResume: canResume(row),
  hasRefused: row.failed > 0 && row.file !== '',
  canUndo: undoing.canUndo(row),
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
})
