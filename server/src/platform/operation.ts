import type { TSchema } from 'typebox'
import type { Ctx } from '#platform/ctx.ts'
import type { FieldError } from '#platform/errors.ts'
import type { Words } from '#platform/words.ts'

/** What the owner of a site has decided about one endpoint. Paths are those of the query grammar. */
export type EndpointSettings = {
  id: string
  path: string
  operation: string
  type?: string | undefined
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
}

/** What an endpoint of an API does. Rooms bring operations; the owner of a site binds them to paths. */
export type Operation = {
  name: string
  label: Words
  method: 'GET' | 'POST'
  /** Whether answers may be kept: reads only. */
  cacheable: boolean
  /** The endpoint names a content type. */
  needsType: boolean
  /** Places of which the path must hold exactly one: `/articles/{id}`. */
  places: readonly string[]
  body?: TSchema
  /** What is wrong with an endpoint of this operation, as pointers into it. */
  check(ctx: Ctx, endpoint: EndpointSettings): Promise<FieldError[]>
  answer(ctx: Ctx, endpoint: EndpointSettings, call: OperationCall): Promise<OperationReply>
  /** Parameters and reply schema for the API's OpenAPI document, from the live model. */
  describe(ctx: Ctx, endpoint: EndpointSettings): Promise<{ parameters: unknown[]; reply: unknown }>
}

export type OperationCall = {
  places: Record<string, string>
  /** Query string without `?`, undecoded. */
  search: string
  body: unknown
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
