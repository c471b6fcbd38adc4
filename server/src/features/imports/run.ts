// An import runs in blocks.
import { createCtx, type Actor, type Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { JobDefinition } from '#platform/jobs/job.ts'
import type { Rights } from '#platform/rights.ts'
import { textLines, type TextLine } from '#lib/lines.ts'
import { grownCounted } from '#features/entries/service.ts'
import { oneBlock } from './block.ts'
import { lineLimitBytes } from './line.ts'
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
    // It acts for whoever asked for it, with the rights they had when they did, or went on with it.
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
  const failed = await note(ctx, row, status, error)
  // What is not done can be gone on with later, and what was refused can be mended.
  if (status !== 'done' || failed > 0) return
  await ctx.tx((tx) => sql.dropFile(tx, row.id))
  await ctx.app.storage.remove(row.file)
}

async function note(ctx: Ctx, row: sql.ImportRow, status: End, error: string | null): Promise<number> {
  return ctx.tx(async (tx) => {
    const failed = await sql.finish(tx, row.id, status, error)
    emit(tx, 'import.finished', {
      subject: { type: 'import', id: row.id },
      changes: { status: { before: 'running', after: status } },
    })
    return failed
  })
}

/** True when it was cancelled on the way. */
async function allBlocks(ctx: Ctx, row: sql.ImportRow, signal: AbortSignal): Promise<boolean> {
  let block: TextLine[] = []
  let bytes = 0
  for await (const line of textLines(ctx.app.storage.get(row.file), lineLimitBytes)) {
    if (line.line <= row.done) continue
    block.push(line)
    bytes += 'text' in line ? Buffer.byteLength(line.text) : 0
    if (block.length < blockLines && bytes < blockBytes) continue
    signal.throwIfAborted()
    if (await oneBlock(ctx, row, block)) return true
    // Each block reads what came before it.
    await grownCounted(ctx.app)
    block = []
    bytes = 0
  }
  return block.length > 0 && (await oneBlock(ctx, row, block))
}
