import type { TSchema } from 'typebox'
import type { Ctx } from '#platform/ctx.ts'
import type { RateLimit } from '#platform/rate-limit.ts'
import type { FieldError } from '#platform/errors.ts'
import type { OperationWords } from '#platform/operation-words.ts'
import type { Words } from '#platform/words.ts'

/** What the owner of a site has decided about one endpoint. Paths are those of the query grammar. */
export type EndpointSettings = {
  id: string
  path: string
  operation: string
  type?: string | undefined
  /** Of operations over several types. */
  types?: readonly string[] | null | undefined
  fields?: readonly string[] | null | undefined
  filters?: readonly string[] | null | undefined
  sorts?: readonly string[] | null | undefined
  filter?: Record<string, unknown> | null | undefined
  sort?: string | null | undefined
  pageSize?: number | null | undefined
  maxPageSize?: number | null | undefined
  locale?: string | null | undefined
  cacheSeconds: number
  /** `endpoint`: whoever may call gets exactly this. `caller`: and only what their own grants cover, too. */
  rights: 'endpoint' | 'caller'
  /** Of what callers write: whether it is public at once, or a draft that somebody looks at first. */
  publish?: boolean | undefined
  /** Members change and delete only what they have made themselves. */
  own?: boolean | undefined
  rateLimit?: RateLimit | null | undefined
  /** Days: since when it should no longer be used, when it will be taken away, and the address of what takes its place. */
  deprecated?: { since: string; sunset?: string; successor?: string } | null | undefined
}

/** What an endpoint of an API does. Rooms bring operations; the owner of a site binds them to paths. */
export type Operation = {
  name: string
  label: Words
  /** For `docs/reference/operations.md`. */
  reference: OperationWords
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Whether answers may be kept: reads only. */
  cacheable: boolean
  /** The endpoint names a content type. */
  needsType: boolean
  /** It works over several, which the endpoint names in `types`. */
  overTypes?: boolean
  /** Places of which the path must hold exactly one: `/articles/{id}`. */
  places: readonly string[]
  /** Not for everybody: its callers are known by token or session, or it touches only what is their own. */
  knownCallers?: boolean
  /** Schema of a body that is always the same. An operation whose body depends on the endpoint checks it itself: `takesBody`. */
  body?: TSchema
  takesBody?: boolean
  /** What is wrong with an endpoint of this operation, as pointers into it. */
  check(ctx: Ctx, endpoint: EndpointSettings): Promise<FieldError[]>
  answer(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply>
  /** Parameters, reply schema (none: an empty reply) and status for the API's OpenAPI document, from the live model. */
  describe(
    ctx: Ctx,
    endpoint: EndpointSettings,
  ): Promise<{ parameters: unknown[]; reply?: unknown; body?: unknown; status?: number }>
}

export type OperationCall = {
  places: Record<string, string>
  /** Query string without `?`, undecoded. */
  search: string
  body: unknown
  /** Version that `If-Match` names; nothing when the header is missing. */
  ifMatch?: number | '*' | undefined
}

export type OperationReply = {
  status: number
  /** Becomes `{ data, meta }`. */
  data: unknown
  meta?: Record<string, unknown> | undefined
  headers?: Record<string, string>
  /** Everything that the answer could contain, as cache tags. */
  tags: readonly string[]
  /** The next moment at which the answer may change by itself. */
  until?: Date | undefined
}
