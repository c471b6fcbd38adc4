/** One wrong place in what was sent: `path` is a JSON pointer into the body or `/name` of a parameter. */
/** `words`: what the people who made the rule say of it, instead of the words of the code. */
export type FieldError = { path: string; code: string; params?: Params; words?: { ja: string; en: string } }
export type Params = Record<string, string | number | boolean | null>

/** What a caller may be told. Anything else that is thrown is a bug of ours and answers 500 with an id only. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly params: Params
  readonly errors: FieldError[]
  readonly extra: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: string,
    more: {
      params?: Params
      errors?: FieldError[]
      extra?: Record<string, unknown>
      headers?: Record<string, string>
    } = {},
  ) {
    super(code)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.params = more.params ?? {}
    this.errors = more.errors ?? []
    this.extra = more.extra ?? {}
    this.headers = more.headers ?? {}
  }
}

export const unauthorized = (code = 'sign_in_required') => new Problem(401, code)
export const forbidden = (permission: string) =>
  new Problem(403, 'permission_missing', { params: { permission } })
export const notFound = () => new Problem(404, 'not_found')
export const conflict = (code: string, params: Params = {}, extra: Record<string, unknown> = {}) =>
  new Problem(409, code, { params, extra })
/** 422 that names each wrong field: `{ to: 'redirect_to_itself' }` or ready-made field errors. */
export const invalid = (fields: Record<string, string> | FieldError[]) =>
  new Problem(422, 'invalid', {
    errors: Array.isArray(fields)
      ? fields
      : Object.entries(fields).map(([key, code]) => ({ path: `/${key}`, code })),
  })
export const tooMany = (retryAfterSeconds: number) =>
  new Problem(429, 'too_many_requests', {
    params: { seconds: retryAfterSeconds },
    headers: { 'retry-after': String(retryAfterSeconds) },
  })
export const unavailable = (retryAfterSeconds = 2) =>
  new Problem(503, 'unavailable', { headers: { 'retry-after': String(retryAfterSeconds) } })

/** `If-Match` against the version a thing has now. 412 carries both, so that a person can compare. */
export function checkVersion(sent: number | '*' | undefined, current: number): void {
  if (sent === undefined) throw new Problem(428, 'version_required')
  if (sent !== '*' && sent !== current) {
    throw new Problem(412, 'version_moved', { params: { sent, current }, extra: { sent, current } })
  }
}
