import { Problem } from '#platform/errors.ts'

type Failure = { name?: unknown; code?: unknown; $metadata?: { httpStatusCode?: number } }

const statusOf = (error: unknown): number | undefined =>
  (error as Failure | undefined)?.$metadata?.httpStatusCode

/** As a disk says it. */
export const missing = (what: string, cause?: unknown): Error =>
  Object.assign(new Error(`there is no ${what}`, { cause }), { code: 'ENOENT' })

export const isMissing = (error: unknown): boolean => (error as Failure | undefined)?.code === 'ENOENT'

/** Of the line, as Node names them. */
const broken = /^E(CONN|PIPE|HOST|NET|AI_|NOTFOUND|TIMEDOUT)/

/**
 * A server that does not answer, is overloaded or knows neither bucket nor key is the operator's matter, and the caller is told so. What is
 * not there is `ENOENT`, as on a disk. What has nothing to do with it stays as it is.
 */
export function refusal(error: unknown): unknown {
  const { name, code } = (error ?? {}) as Failure
  const status = statusOf(error)
  if (status === 404 && name !== 'NoSuchBucket') return missing('such object', error)
  if (status !== undefined && status >= 400 && status < 500 && status !== 429)
    return told(507, 'storage_refused', { code: typeof name === 'string' ? name : String(status) }, error)
  const lost = name === 'TimeoutError' || name === 'CredentialsProviderError' || broken.test(String(code))
  return status !== undefined || lost ? told(503, 'storage_unreachable', {}, error) : error
}

function told(status: 503 | 507, code: string, params: { code?: string }, cause: unknown): Problem {
  const headers = status === 503 ? { headers: { 'retry-after': '10' } } : {}
  return Object.assign(new Problem(status, code, { params, ...headers }), { cause })
}
