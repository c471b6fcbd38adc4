import type { Ctx } from '#platform/ctx.ts'
import { notFound } from '#platform/errors.ts'
import { wordsOf } from '#platform/http/problems.ts'
import { writeRefusals } from '#platform/http/refusals.ts'
import { say } from '#platform/words.ts'
import * as sql from './sql.ts'
import type { RefusalExplained } from './schema.ts'

/** Why a request was refused, in words. 404 for one that is too old, or was dropped in a flood. */
export async function explainRefusal(ctx: Ctx, requestId: string): Promise<RefusalExplained> {
  await writeRefusals(ctx.app)
  const [row] = await sql.refusal(ctx, requestId)
  if (!row) throw notFound()
  const words = wordsOf(ctx.app.features)
  const text = (code: string, params: Record<string, unknown>) =>
    say(words[code] ?? { ja: code, en: code }, ctx.language, params)
  const { at, params, errors, ...told } = row
  return {
    ...told,
    at: at.toISOString(),
    why: text(row.code, { ...params, requestId }),
    errors: errors.map(({ path, code, params: own }) => ({ path, code, message: text(code, own ?? {}) })),
  }
}
