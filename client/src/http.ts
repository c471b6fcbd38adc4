import { queryString } from './delivery/runtime.ts'

/** What the server said when it refused: RFC 9457 with a stable `code`. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly requestId: string | undefined
  readonly errors: { path: string; code: string; message: string; params?: Record<string, unknown> }[]
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    const detail = String(body['detail'] ?? `HTTP ${status}`)
    super(detail)
    this.name = 'ProblemError'
    this.status = status
    this.code = String(body['code'] ?? 'unknown')
    this.detail = detail
    this.requestId = body['requestId'] as string | undefined
    this.errors = (body['errors'] as ProblemError['errors'] | undefined) ?? []
    this.body = body
  }
}

export type ClientOptions = {
  /** Address of the console door, without a final slash. Empty: the page's own. */
  baseUrl: string
  /** Sent as a bearer token; without it the browser's cookie says who calls. */
  token?: string
  /** `ja` or `en`: language of messages. */
  language?: string | (() => string)
  fetch?: typeof globalThis.fetch
}

export type Operation = { method: string; path: string; sends?: string }

export type Call = {
  query?: Record<string, unknown>
  body?: unknown
  /** Version of the thing that is changed, from its `etag`; '*' overwrites knowingly. */
  ifMatch?: number | '*'
  idempotencyKey?: string
  signal?: AbortSignal
} & Record<string, unknown>

/** Sends one call. JSON answers are parsed, NDJSON answers come as the response itself. Throws ProblemError. */
export async function send(options: ClientOptions, operation: Operation, call: Call): Promise<unknown> {
  const { query, body, ifMatch, idempotencyKey, signal, ...places } = call
  const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(places[name])),
  )
  const search = queryString(query ?? {})
  const language = typeof options.language === 'function' ? options.language() : options.language
  const json = body !== undefined && !isStream(body)
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    ...(language ? { 'accept-language': language } : {}),
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch === '*' ? '*' : `"${ifMatch}"` }),
    ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    ...(body === undefined ? {} : { 'content-type': json ? 'application/json' : 'application/x-ndjson' }),
  }
  const response = await (options.fetch ?? globalThis.fetch)(`${options.baseUrl}${path}${search}`, {
    method: operation.method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined
      ? {}
      : { body: json ? JSON.stringify(body) : (body as string | Blob | ReadableStream) }),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    ...(signal ? { signal } : {}),
  } as RequestInit)
  if (!response.ok) throw new ProblemError(response.status, await problemOf(response))
  if (operation.sends) return response
  const text = await response.text()
  return text === '' ? undefined : (JSON.parse(text) as unknown)
}

const isStream = (body: unknown) =>
  body instanceof ReadableStream || body instanceof Blob || typeof body === 'string'

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>
  } catch {
    return { code: 'unknown', detail: `HTTP ${response.status}` }
  }
}
