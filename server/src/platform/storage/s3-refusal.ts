import { Problem } from '#platform/errors.ts'

type Failure = { name?: unknown; code?: unknown; $metadata?: { httpStatusCode?: number } }

/** As a disk says it. */
export const missing = (what: string, cause?: unknown): Error =>
  Object.assign(new Error(`there is no ${what}`, { cause }), { code: 'ENOENT' })

export const isMissing = (error: unknown): boolean => (error as Failure | undefined)?.code === 'ENOENT'

/** Some servers clear away what is not finished for days. */
export const partsGone = () => new Problem(410, 'upload_gone')

/**
 * What a call of the SDK has thrown. A server that does not answer or is overloaded will be well again; one that knows neither bucket nor
 * key, or cannot be trusted, is the operator's matter: the caller is told which. What is not there is `ENOENT`, as on a disk.
 */
export function refusal(error: unknown): unknown {
  const { name, code, $metadata } = (error ?? {}) as Failure
  if (name === 'AbortError') return error
  const status = $metadata?.httpStatusCode
  if (status === 404 && name !== 'NoSuchBucket') return missing('such object', error)
  const passes = status === undefined || status >= 500 || status === 429 || name === 'RequestTimeout'
  if (!passes)
    return told(507, 'storage_refused', { code: typeof name === 'string' ? name : String(status) }, error)
  if (/CERT|SELF_SIGNED|EPROTO|SSL|TLS/.test(String(code)))
    return told(507, 'storage_refused', { code: String(code) }, error)
  return unreachable(error)
}

export const unreachable = (cause: unknown): Problem => told(503, 'storage_unreachable', {}, cause)
/** So many at once are more than this server holds in its memory. */
export const busy = (): Problem => told(503, 'storage_busy', {}, undefined)

function told(status: 503 | 507, code: string, params: { code?: string }, cause: unknown): Problem {
  const headers = status === 503 ? { headers: { 'retry-after': '10' } } : {}
  return Object.assign(new Problem(status, code, { params, ...headers }), { cause })
}
