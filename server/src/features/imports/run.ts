// An import runs in blocks. A block's entries, versions, index rows, events and the count of what is done are one transaction: after a
// crash it goes on behind the last whole block, and run twice it changes nothing twice.
import type { ModelType } from '@dozo/content-model/query/model'
import { createCtx, type Actor, type Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import type { Rights } from '#platform/rights.ts'
import { textLines, type TextLine } from '#lib/lines.ts'
import { modelOf, type SiteModel } from '#features/content-types/service.ts'
import * as entries from '#features/entries/service.ts'
import { countGrowth } from './growth.ts'
import {
  isMapping,
  lineLimitBytes,
  mappingOf,
  readLine,
  relationKeys,
  withIds,
  type Line,
  type Refused,
} from './line.ts'
import * as sql from './sql.ts'

// A block is held in memory and written in one transaction.
const blockLines = 500
const blockBytes = 4 * 1024 * 1024

export const runImport: JobDefinition<{ importId: string }> = {
  name: 'imports.run',
  label: { ja: 'コンテンツを取り込む', en: 'Import entries' },
  maxAttempts: 5,
  async run({ ctx: system, payload, signal, lastTry }) {
    const [row] = system ? await sql.get(system, payload.importId) : []
    if (!system || !row || row.status === 'done' || row.status === 'cancelled') return
    // It acts for whoever asked for it, with the rights they had when they did.
    const ctx = createCtx({
      ...system,
      actor: row.options.actor as Actor,
      rights: row.options.rights as Rights,
    })
    await ctx.tx((tx) => sql.start(tx, row.id))
    try {
      const cancelled = await allBlocks(ctx, row, signal)
      await finish(ctx, row, cancelled ? 'cancelled' : 'done', null)
    } catch (error) {
      // What the caller may be told ends the import; anything else is tried again by the queue, and at last by hand.
      if (error instanceof Problem) return finish(ctx, row, 'failed', error.code)
      if (lastTry) await note(ctx, row, 'failed', 'internal')
      throw error
    }
  },
}

type End = 'done' | 'cancelled' | 'failed'

async function finish(ctx: Ctx, row: sql.ImportRow, status: End, error: string | null): Promise<void> {
  await note(ctx, row, status, error)
  await ctx.app.storage.remove(row.file)
}

async function note(ctx: Ctx, row: sql.ImportRow, status: End, error: string | null): Promise<void> {
  await ctx.tx(async (tx) => {
    await sql.finish(tx, row.id, status, error)
    emit(tx, 'import.finished', {
      subject: { type: 'import', id: row.id },
      changes: { status: { before: 'running', after: status } },
    })
  })
}

/** True when it was cancelled on the way. */
async function allBlocks(ctx: Ctx, row: sql.ImportRow, signal: AbortSignal): Promise<boolean> {
  let block: TextLine[] = []
  let bytes = 0
  let written = 0
  let countedAt = 2 * blockLines
  for await (const line of textLines(ctx.app.storage.get(row.file), lineLimitBytes)) {
    if (line.line <= row.done) continue
    block.push(line)
    bytes += 'text' in line ? Buffer.byteLength(line.text) : 0
    if (block.length < blockLines && bytes < blockBytes) continue
    signal.throwIfAborted()
    if (await oneBlock(ctx, row, block)) return true
    written += block.length
    if (written >= countedAt) {
      await countGrowth(ctx)
      countedAt *= 2
    }
    block = []
    bytes = 0
  }
  return block.length > 0 && (await oneBlock(ctx, row, block))
}

async function oneBlock(ctx: Ctx, row: sql.ImportRow, block: readonly TextLine[]): Promise<boolean> {
  const model = await modelOf(ctx)
  const type = model.byId(row.type_id)
  if (!type) throw new Problem(409, 'import_type_gone')
  const mapping = mappingOf(type, row.options, ctx.site.locales)
  if (!isMapping(mapping)) throw new Problem(422, 'invalid', { errors: mapping })
  const locale = row.options.locale ?? ctx.site.defaultLocale
  const filled = block.filter((line) => 'broken' in line || line.text.trim() !== '')
  const read = filled.map((line) => readLine(line, type, mapping, row.options, locale))
  const good = read.filter((one): one is Line => 'values' in one)
  const bad = read.filter((one): one is Refused => 'errors' in one)
  const rehearsal = new Error('a dry run writes nothing')
  let counted: Counted | undefined
  const work = async (tx: Parameters<Parameters<Ctx['tx']>[0]>[0]) => {
    const state = await sql.lock(tx, row.id)
    if (state?.cancel_requested) return true
    counted = await writeLines(tx, model, type, row, good, bad)
    if (row.options.dryRun) throw rehearsal
    await record(tx, row, block.length, counted)
    return false
  }
  try {
    return await ctx.tx(work, { statementTimeoutMs: 120_000 })
  } catch (error) {
    if (error !== rehearsal || !counted) throw error
    const result = counted
    return ctx.tx(async (tx) => {
      await record(tx, row, block.length, result)
      return false
    })
  }
}

type Counted = { created: number; updated: number; skipped: number; refused: Refused[] }

async function record(
  tx: Parameters<typeof sql.advance>[0],
  row: sql.ImportRow,
  done: number,
  counted: Counted,
): Promise<void> {
  const { refused, ...rest } = counted
  await sql.advance(tx, row.id, { done, ...rest, failed: refused.length })
  if (refused.length > 0) await sql.addErrors(tx, row.id, refused)
}

async function writeLines(
  tx: Parameters<typeof sql.advance>[0],
  model: SiteModel,
  type: ModelType,
  row: sql.ImportRow,
  good: readonly Line[],
  bad: readonly Refused[],
): Promise<Counted> {
  const { options } = row
  const idOf = await idsForKeys(tx, model, type, good, options.createMissing ?? false)
  const wanted = good.map((line) => ({ ...line, values: withIds(type, line.values, idOf) }))
  const result = await entries.writeMany(tx, model, type, wanted, {
    mode: options.mode ?? 'upsert',
    publish: options.publish ?? false,
    note: `import ${row.id}`,
  })
  return {
    created: result.created,
    updated: result.updated,
    skipped: result.skipped,
    refused: [...bad, ...result.refused],
  }
}

async function idsForKeys(
  tx: Parameters<typeof sql.advance>[0],
  model: SiteModel,
  type: ModelType,
  lines: readonly Line[],
  createMissing: boolean,
): Promise<(field: { key: string; to?: string[] }, key: string) => string | undefined> {
  const wanted = lines.flatMap((line) => relationKeys(type, line.values))
  if (wanted.length === 0) return () => undefined
  const targets = [...new Set(wanted.flatMap(({ field }) => field.to ?? []))].flatMap(
    (key) => model.type(key) ?? [],
  )
  const keys = [...new Set(wanted.map(({ key }) => key))].filter(entries.isKey)
  const found = await sql.idsByKey(
    tx,
    targets.map((target) => target.id),
    keys,
  )
  const ids = new Map(found.map((one) => [`${one.type_id} ${one.key}`, one.id]))
  const idOf = (field: { to?: string[] }, key: string) =>
    (field.to ?? []).map((to) => ids.get(`${model.type(to)?.id} ${key}`)).find((id) => id !== undefined)
  if (!createMissing) return idOf
  for (const { field, key } of wanted) {
    const target = model.type(field.to?.[0] ?? '')
    if (!target || idOf(field, key) !== undefined || !entries.isKey(key)) continue
    const made = await entries.createStub(tx, model, target, key)
    if (made !== undefined) ids.set(`${target.id} ${key}`, made)
  }
  return idOf
}
