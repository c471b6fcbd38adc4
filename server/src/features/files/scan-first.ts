import { createCtx, type Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { scan, ScannerGone } from './scanner.ts'

/**
 * Whether bytes that just came in must wait for the scanner. Throws 422 for infected ones, and for those that are longer than the scanner
 * takes.
 */
export async function mustWait(
  ctx: Ctx,
  object: string,
  { id, name }: { id: string; name: string },
): Promise<boolean> {
  const { scanner } = ctx.app.config
  if (!scanner) return false
  try {
    const verdict = await scan(scanner, ctx.app.storage.get(object))
    if (verdict === 'clean') return false
    if (verdict === 'too large') throw new Problem(422, 'file_unscanned')
    // Written although the request fails: without its key, which is for what it does.
    await createCtx({ ...ctx, beforeCommit: undefined }).tx(async (tx) =>
      emit(tx, 'file.infected', {
        subject: { type: 'file', id, label: name },
        changes: { found: { after: verdict.found } },
      }),
    )
    throw new Problem(422, 'file_infected', { params: { found: verdict.found } })
  } catch (error) {
    if (!(error instanceof ScannerGone)) throw error
    ctx.app.log.warn({ err: error }, 'an upload waits for the virus scanner')
    return true
  }
}
