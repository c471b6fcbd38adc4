import { deliverySchema } from '@dozo/content-model/json-schema'
import type { ParsedQuery } from '@dozo/content-model/query/ast'
import { bindQuery } from '@dozo/content-model/query/bind'
import type { Ctx } from '#platform/ctx.ts'
import type { FieldError } from '#platform/errors.ts'
import type { EndpointSettings } from '#platform/operation.ts'
import { modelOf } from '#features/content-types/service.ts'
import { fixedFilter } from './asked.ts'

/** Settings that name what is not there are told when they are saved, not when readers call. */
export async function check(ctx: Ctx, endpoint: EndpointSettings): Promise<FieldError[]> {
  const model = await modelOf(ctx)
  const type = model.type(endpoint.type ?? '')
  if (!type) return []
  const base = {
    model,
    type,
    locales: ctx.site.locales,
    defaultLocale: endpoint.locale ?? ctx.site.defaultLocale,
    defaultSort: 'id',
  }
  const errors = (
    parsed: Partial<ParsedQuery>,
    at: string,
    audience: 'delivery' | 'management' = 'delivery',
  ): FieldError[] =>
    bindQuery({ other: {}, ...parsed }, { ...base, audience }).issues.map((issue) => ({ ...issue, path: at }))
  const fixed = fixedFilter(endpoint)
  return [
    ...(['own', 'publish'] as const).flatMap((name) =>
      endpoint[name] ? [{ path: `/${name}`, code: 'only_for_writing' }] : [],
    ),
    ...(endpoint.fields ?? []).flatMap((path, i) => errors({ fields: [path] }, `/fields/${i}`)),
    ...(endpoint.filters ?? []).flatMap((path, i) =>
      errors({ filter: { path, op: 'exists', value: true } }, `/filters/${i}`),
    ),
    ...(endpoint.sorts ?? []).flatMap((path, i) => errors({ sort: [path] }, `/sorts/${i}`)),
    ...(endpoint.sort ? errors({ sort: endpoint.sort.split(',') }, '/sort') : []),
    ...(fixed ? errors({ filter: fixed }, '/filter', 'management') : []),
  ].slice(0, 20)
}

export async function replySchema(ctx: Ctx, endpoint: EndpointSettings): Promise<Record<string, unknown>> {
  const type = (await modelOf(ctx)).type(endpoint.type ?? '')
  if (!type) return {}
  const only = endpoint.fields?.map((path) => path.split('.')[0]!)
  return deliverySchema(type.definition, only)
}
