import type { TSchema } from 'typebox'
import type { Ctx } from '#platform/ctx.ts'
import type { FieldError } from '#platform/errors.ts'
import type { DoorReply } from '#platform/feature.ts'
import type { Words } from '#platform/words.ts'

/** What an endpoint of an API does. Rooms bring operations; the owner of a site binds them to paths. */
export type Operation<Settings = any> = {
  name: string
  label: Words
  method: 'GET' | 'POST'
  /** Whether answers may be kept: reads only. */
  cacheable: boolean
  /** The endpoint must name a content type. */
  needsType: boolean
  /** The endpoint's path must hold these places: `['id']` for `/articles/{id}`. */
  places: readonly string[]
  /** Body of a POST. */
  body?: TSchema
  /** What is wrong with an endpoint of this operation, as paths into its definition. */
  check(ctx: Ctx, endpoint: Settings): Promise<FieldError[]>
  /** Answers one call. Tags name what the answer could contain; `until` is the next moment at which it may change by itself. */
  answer(ctx: Ctx, endpoint: Settings, call: OperationCall): Promise<OperationReply>
  /** The OpenAPI operation object of an endpoint, from the live model. */
  describe(ctx: Ctx, endpoint: Settings): Promise<Record<string, unknown>>
}

export type OperationCall = {
  places: Record<string, string>
  /** Query string without `?`, undecoded. */
  search: string
  body: unknown
  /** Origin-checked cookie or bearer token came with the call. */
  sessionToken: string | undefined
}

export type OperationReply = DoorReply & {
  tags?: readonly string[]
  until?: Date | undefined
  /** The answer depends on the person, not only on the class of caller: never kept. */
  personal?: boolean
}
