// One block of an import. Its entries, versions, index rows, events and the count of what is done are one transaction: after a crash it
// goes on behind the last whole block, and run twice it changes nothing twice.
import type { ModelType } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import type { TextLine } from '#lib/lines.ts'
import { modelOf, type SiteModel } from '#features/content-types/service.ts'
import * as entries from '#features/entries/service.ts'
import { refuseSuspended } from '#features/sessions/service.ts'
import { withFileIds } from './file-paths.ts'
import { headOf, isHead } from './format.ts'
import { readLine, withIds, type Line, type Refused } from './line.ts'
import { isMapping, mappingOf } from './mapping.ts'
import { idsForNames } from './relation-ids.ts'
import { readRow } from './rows.ts'
import * as sql from './sql.ts'
import { remembered } from './undo.ts'
import * as undoSql from './undo-sql.ts'

/** True when the import was cancelled. */
export async function oneBlock(ctx: Ctx, row: sql.ImportRow, block: readonly TextLine[]): Promise<boolean> {
  await refuseSuspended(ctx)
  const model = await modelOf(ctx)
  const type = model.byId(row.type_id)
  if (!type) throw new Problem(409, 'import_type_gone')
  const reader = readerOf(ctx, type, row)
  const filled = block.filter((line) => 'broken' in line || line.text.trim() !== '')
  const read = filled.map(reader)
  const good = read.filter((one): one is Line => 'values' in one)
  const bad = read.filter((one): one is Refused => 'errors' in one)
  const rehearsal = new Error('a dry run writes nothing')
  let counted: Counted | undefined
  const work = async (tx: Parameters<Parameters<Ctx['tx']>[0]>[0]) => {
    const { cancelled, done } = await sql.takeTurn(tx, row.id)
    if (cancelled) return true
    counted = await writeLines(tx, model, type, { ...row, done }, good, bad)
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

/** Throws 422 when the type has lost what the file or its mapping speaks of. */
function readerOf(
  { site }: Ctx,
  type: ModelType,
  { options }: sql.ImportRow,
): (line: TextLine) => Line | Refused {
  const locale = options.locale ?? site.defaultLocale
  if (options.head) {
    const head = headOf(type, options, options.head, site.locales)
    if (!isHead(head)) throw new Problem(422, 'invalid', { errors: head })
    return (line) => readRow(line, type, head, { locale, timeZone: site.timeZone })
  }
  const mapping = mappingOf(type, options, site.locales)
  if (!isMapping(mapping)) throw new Problem(422, 'invalid', { errors: mapping })
  return (line) => readLine(line, type, mapping, options, locale)
}

type Counted = {
  created: number
  updated: number
  skipped: number
  refused: Refused[]
  written: entries.Written[]
}

async function record(
  tx: Parameters<typeof sql.advance>[0],
  row: sql.ImportRow,
  done: number,
  counted: Counted,
): Promise<void> {
  const { refused, written, ...rest } = counted
  await sql.advance(tx, row.id, { done, ...rest, failed: refused.length })
  if (refused.length > 0) await sql.addErrors(tx, row.id, refused)
  if (written.length > 0 && !row.options.dryRun)
    await undoSql.addWritten(
      tx,
      row.id,
      written.map((one) => remembered(one, row.options.publish ?? false)),
    )
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
  const made: string[] = []
  if (options.createMissing) await makeAncestors(tx, model, type, good, made)
  const idOf = await idsForNames(tx, model, type, good, options.createMissing ? made : undefined)
  const values = await withFileIds(
    tx,
    type,
    good.map((line) => withIds(type, line.values, idOf)),
  )
  const wanted = good.map((line, i) => ({ ...line, values: values[i]! }))
  const result = await entries.writeMany(tx, model, type, wanted, {
    mode: options.mode ?? 'upsert',
    publish: options.publish ?? false,
    note: `import ${row.id}`,
  })
  return {
    created: result.created,
    updated: result.updated,
    skipped: result.skipped,
    written: [...result.written, ...(await stubsOf(tx, row, made))],
    refused: [...bad, ...result.refused],
  }
}

/** Made on the way, they have no line of their own: numbers below zero, so that an undo comes to them last. */
async function stubsOf(
  tx: Parameters<typeof sql.advance>[0],
  row: sql.ImportRow,
  made: readonly string[],
): Promise<entries.Written[]> {
  if (made.length === 0) return []
  const rows = await sql.etagsOf(tx, made)
  return rows.map(({ id, etag }, i) => ({ line: -(row.done * mostStubs + i + 1), id, etag, before: null }))
}
const mostStubs = 1_000_000

/** Parents that a path names and nobody has made. Those that stand in the file itself before their children are found there. */
async function makeAncestors(
  tx: Parameters<typeof sql.advance>[0],
  model: SiteModel,
  type: ModelType,
  lines: readonly Line[],
  made: string[],
): Promise<void> {
  const paths = lines.map((line) => line.path.slice(0, -1)).filter((path) => path.length > 0)
  if (paths.length === 0) return
  const own = new Set(lines.map((line) => line.key))
  const keys = [...new Set(paths.flat())].filter(entries.isKey)
  const known = new Set((await sql.idsByKey(tx, [type.id], keys)).map((one) => one.key))
  for (const path of paths)
    for (const [depth, key] of path.entries()) {
      if (known.has(key) || own.has(key) || !entries.isKey(key)) continue
      known.add(key)
      const stub = await entries.createStub(tx, model, type, key, path[depth - 1] ?? null)
      if (stub !== undefined) made.push(stub)
    }
}
