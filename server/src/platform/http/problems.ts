import { DatabaseUnavailable } from '#platform/db/query.ts'
import { Problem, unavailable, type FieldError } from '#platform/errors.ts'
import type { Feature } from '#platform/feature.ts'
import { JsonRefused } from '#lib/safe-json.ts'
import { problemWords } from '#platform/http/problem-words.ts'
import { say, type Language, type Words } from '#platform/words.ts'

export const problemType = 'application/problem+json; charset=utf-8'

/** All codes a reply can carry, the doors' own and the rooms'. */
export function wordsOf(features: readonly Feature[]): Record<string, Words> {
  return Object.assign({}, problemWords, ...features.map((feature) => feature.problems)) as Record<
    string,
    Words
  >
}

/** RFC 9457 with a stable `code`, the request's id and one line per wrong field. */
export function problemBody(
  problem: Problem,
  words: Record<string, Words>,
  language: Language,
  requestId: string,
): Record<string, unknown> {
  const text = (code: string, params: Record<string, unknown>) =>
    say(words[code] ?? { ja: code, en: code }, language, params)
  const detail = text(problem.code, { ...problem.params, requestId })
  return {
    type: `urn:dozo:problem:${problem.code}`,
    title: detail,
    status: problem.status,
    code: problem.code,
    detail,
    requestId,
    ...(problem.errors.length > 0
      ? {
          errors: problem.errors.map((error: FieldError) => ({
            path: error.path,
            code: error.code,
            ...(error.params ? { params: error.params } : {}),
            message: error.words?.[language] ?? text(error.code, error.params ?? {}),
          })),
        }
      : {}),
    ...problem.extra,
  }
}

const fastifyCodes: Record<string, () => Problem> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Problem(415, 'unsupported_media_type', { params: { expected: 'application/json' } }),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem(413, 'body_too_large', { params: { limit: 1024 * 1024 } }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem(400, 'json_broken'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem(400, 'bad_request'),
  FST_ERR_BAD_URL: () => new Problem(400, 'bad_request'),
}

const codeOf = (error: unknown) => (error as { code?: unknown } | null | undefined)?.code

/** What the caller is told about anything thrown. Only a Problem speaks for itself; the rest is a number to give to the operator. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof JsonRefused) return new Problem(400, error.reason, { params: error.params })
  if (error instanceof DatabaseUnavailable)
    return codeOf(error.cause) === '53100' ? new Problem(507, 'storage_full') : unavailable()
  const code = codeOf(error)
  if (typeof code === 'string' && fastifyCodes[code]) return fastifyCodes[code]()
  // Fastify names a status for what the sender did wrong; which of its codes it is means nothing to them.
  const { statusCode } = (error ?? {}) as { statusCode?: unknown }
  if (String(code).startsWith('FST_ERR_') && typeof statusCode === 'number' && statusCode < 500)
    return new Problem(400, 'bad_request')
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Problem(507, 'storage_full')
  // The sender's line broke: nobody hears the answer, and it is no failure of ours.
  if (code === 'ECONNRESET' && (error as Error).message === 'aborted') return new Problem(400, 'bad_request')
  if (code === '57014') return new Problem(503, 'too_slow', { headers: { 'retry-after': '5' } })
  // Text that PostgreSQL cannot hold (a NUL, half a surrogate pair) got past a schema: the sender's fault, not ours.
  if (code === '22021' || code === '22P05') return new Problem(400, 'bad_request')
  return new Problem(500, 'internal')
}
