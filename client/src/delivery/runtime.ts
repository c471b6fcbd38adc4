/** What an API said when it refused: RFC 9457 with a stable `code`; texts are for people, codes for programs. */
export class DozoProblem extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  /** One line per wrong parameter or field, by pointer. */
  readonly errors: { path: string; code: string; message: string }[]

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body['detail'] ?? `HTTP ${status}`))
    this.name = 'DozoProblem'
    this.status = status
    this.code = String(body['code'] ?? 'unknown')
    this.requestId = body['requestId'] as string | undefined
    this.errors = (body['errors'] as DozoProblem['errors'] | undefined) ?? []
  }
}

export type DozoOptions = {
  /** Address of the API, such as `https://www.example.jp/api/default`. */
  url: string
  /** A static token or a member's session token; may change from call to call. */
  token?: string | (() => string | undefined)
  /** Language of contents where a call names none. */
  locale?: string
  /** Language of messages: `ja` or `en`. */
  language?: string
  /** How many answers are remembered by their ETag, so that an unchanged one is not sent again. 0 remembers none. */
  remember?: number
  fetch?: typeof globalThis.fetch
}

/** Nested objects become brackets, `{page: {size: 20}}` is `page[size]=20`; lists repeat their name with `[]`. */
export function queryString(query: object): string {
  const parts: string[] = []
  const put = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return
    if (Array.isArray(value))
      for (const [i, one] of value.entries()) put(`${name}[${typeof one === 'object' ? i : ''}]`, one)
    else if (typeof value === 'object')
      for (const [key, one] of Object.entries(value)) put(`${name}[${key}]`, one)
    else parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  }
  for (const [name, value] of Object.entries(query)) put(name, value)
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

export type Call = { locale?: string; signal?: AbortSignal }
/** A write: `ifMatch` is the version it builds on, `idempotencyKey` makes sending it again harmless. */
export type Write = Call & { ifMatch?: number; idempotencyKey?: string }
type Query = Call & { token?: string; fields?: readonly string[]; sort?: string | readonly string[] }
type Reply<Data> = { data: Data; meta?: Record<string, unknown> }

/** Sends calls to one API. Throws DozoProblem for what was refused; a network that fails throws what `fetch` throws. */
export function sender(options: DozoOptions) {
  const kept = new Map<string, { etag: string; body: unknown }>()
  const most = options.remember ?? 100

  async function send(
    method: string,
    path: string,
    query: Query & Write = {},
    body?: unknown,
  ): Promise<unknown> {
    const { signal, ifMatch, idempotencyKey, ...rest } = query
    const all = Object.entries({ locale: options.locale, ...rest })
    // `fields`, `sort` and `group` are one parameter each; the lists within a filter are many.
    const flat = all.map(([name, value]) => [name, Array.isArray(value) ? value.join() : value])
    const url = options.url + path + queryString(Object.fromEntries(flat))
    const token = typeof options.token === 'function' ? options.token() : options.token
    // An answer belongs to whoever it was given to.
    const key = `${token ?? ''} ${url}`
    const known = method === 'GET' ? kept.get(key) : undefined
    const response = await (options.fetch ?? fetch)(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(options.language ? { 'accept-language': options.language } : {}),
        ...(known ? { 'if-none-match': known.etag } : {}),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    if (response.status === 304 && known) return known.body
    const text = await response.text()
    const parsed: unknown = text === '' ? undefined : asJson(text)
    if (!response.ok) throw new DozoProblem(response.status, (parsed ?? {}) as Record<string, unknown>)
    const etag = response.headers.get('etag')
    if (method === 'GET' && etag && most > 0) {
      kept.delete(key)
      kept.set(key, { etag, body: parsed })
      if (kept.size > most) kept.delete(kept.keys().next().value!)
    }
    return parsed
  }

  const place = (path: string, places: Record<string, string>) =>
    path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(places[name]!))

  return {
    get: (path: string, query?: Query) => send('GET', path, query),
    post: (path: string, body: unknown, query?: Write) => send('POST', path, query, body),
    /** Changes or deletes one entry; with `ifMatch` only while it is at that version. */
    write: (method: string, path: string, places: Record<string, string>, body?: unknown, query?: Write) =>
      send(method, place(path, places), query, body),
    /** One entry by what its path names; undefined for what is not there. */
    async one(path: string, places: Record<string, string>, query?: Query): Promise<unknown> {
      try {
        return ((await send('GET', place(path, places), query)) as Reply<unknown>).data
      } catch (error) {
        if (error instanceof DozoProblem && error.status === 404) return undefined
        throw error
      }
    },
    /** Every entry of a list, page after page, asked for only as far as it is read. */
    async *each(path: string, query: Query & { page?: { size?: number } } = {}): AsyncGenerator<unknown> {
      for (let after: string | undefined; ;) {
        const page = { ...query.page, ...(after ? { after } : {}) }
        const { data, meta } = (await send('GET', path, { ...query, page } as Query)) as Reply<unknown[]>
        yield* data
        after = (meta?.['page'] as { next?: string } | undefined)?.next
        if (!after) return
      }
    },
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

declare const target: unique symbol
/** Another entry: its id, or the entry itself where `fields` asks for something of it. */
export type Relation<T> = { readonly [target]?: T }

type Head<F> = F extends `${infer H}.${string}` ? H : F
type Rest<F, H extends string> = F extends `${H}.${infer R}` ? R : never
type Plain<V> = V extends object ? (typeof target extends keyof V ? string : V) : V
type Whole<V> = V extends (infer I)[] ? Whole<I>[] : Plain<V>
type Chosen<V, R extends string> = [R] extends [never]
  ? Whole<V>
  : V extends (infer I)[]
    ? Chosen<I, R>[]
    : V extends null
      ? null
      : V extends Relation<infer T>
        ? Selected<T, R>
        : V

/** An entry cut to the fields that were asked for: `Selected<News, 'title' | 'category.name'>`. */
export type Selected<T, F extends string> = Pick<T, Extract<keyof T, 'id' | 'type'>> & {
  [K in Extract<Head<F>, keyof T & string>]: Chosen<T[K], Extract<Rest<F, K>, string>>
}
/** An entry with every field, relations as ids. */
export type Complete<T> = { [K in keyof T]: Whole<T[K]> }

type Scalar = string | number | boolean | null
type Condition =
  | Scalar
  | { [op in 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'contains' | 'startsWith']?: Scalar }
  | { in?: Scalar[]; nin?: Scalar[]; exists?: boolean }
/** Conditions side by side must all hold. */
export type Filter<P extends string> = { [K in P]?: Condition } & {
  and?: Filter<P>[]
  or?: Filter<P>[]
  not?: Filter<P>
}
/** One group of a count: by what it is one, how many, and what was asked for of its numbers. */
export type Counted<P extends string> = {
  group: { [K in P | `${P}:${'year' | 'month' | 'day'}`]?: Scalar }
  count: number
} & { [kind in 'min' | 'max' | 'sum' | 'avg']?: { [K in P]?: number | string | null } }
/** What a write made of an entry. */
export type Written = {
  id: string
  number: number
  key: string | null
  status: 'draft' | 'live' | 'changed'
  version: number
}
/** Hits, best first; `marks` say where in each snippet the words stand. */
export type Found<Data> = {
  data: Data[]
  meta: {
    hits: { id: string; score: number; snippet: string; marks: [number, number][] }[]
    facets?: Record<string, { value: Scalar; count: number }[]>
  }
}
export type Page<Data> = {
  data: Data[]
  meta: { page: { size: number; next: string | null }; count?: number; countEstimated?: true }
}
