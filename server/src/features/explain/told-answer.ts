import type { Ctx } from '#platform/ctx.ts'
import type { Problem } from '#platform/errors.ts'
import { problemBody, problemType, wordsOf } from '#platform/http/problems.ts'

const most = 100_000

/** A body as it is told of: whole in its size, cut in its text. */
export const toldBody = (body: string) => ({
  bytes: Buffer.byteLength(body),
  body: body.slice(0, most),
  cut: body.length > most,
})

/** What a refused caller is sent. */
export const refused = (ctx: Ctx, problem: Problem, requestId: string) => ({
  status: problem.status,
  headers: { 'content-type': problemType, 'cache-control': 'no-store', ...problem.headers },
  body: JSON.stringify(problemBody(problem, wordsOf(ctx.app.features), ctx.language, requestId)),
})
