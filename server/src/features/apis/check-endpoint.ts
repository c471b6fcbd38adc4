import { parseFilter } from '@dozo/content-model/query/parse-json'
import type { Ctx } from '#platform/ctx.ts'
import { invalid, type FieldError } from '#platform/errors.ts'
import type { EndpointSettings, Operation } from '#platform/operation.ts'
import { nearest } from '#lib/nearest.ts'
import { modelOf } from '#features/content-types/service.ts'
import { lendsToStrangers } from './strangers.ts'
import type { EndpointInput } from './schema.ts'

const places = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)

/** Throws 422 that names every wrong setting; gives the type's id. */
export async function checkInput(ctx: Ctx, security: string, input: EndpointInput): Promise<string | null> {
  const operations = ctx.app.features.flatMap((feature) => feature.operations)
  const operation = operations.find((one) => one.name === input.operation)
  if (!operation) {
    const names = operations.map((one) => one.name)
    const near = nearest(input.operation, names) ?? names.join(', ')
    throw invalid([
      { path: '/operation', code: 'operation_unknown', params: { name: input.operation, nearest: near } },
    ])
  }
  const model = await modelOf(ctx)
  const type = input.type === undefined ? undefined : model.type(input.type)
  const errors: FieldError[] = [
    ...(operation.needsType && input.type === undefined ? [{ path: '/type', code: 'required' }] : []),
    ...(input.type !== undefined && !type
      ? [{ path: '/type', code: 'type_unknown', params: { key: input.type } }]
      : []),
    ...(lendsToStrangers(operation, security, input)
      ? [{ path: '/operation', code: 'callers_unknown' }]
      : []),
    ...(input.locale && !ctx.site.locales.includes(input.locale)
      ? [{ path: '/locale', code: 'locale_unknown', params: { locales: ctx.site.locales.join(', ') } }]
      : []),
    ...(['/reference', '/openapi.json', '/batch'].includes(input.path)
      ? [{ path: '/path', code: 'path_reserved' }]
      : []),
    ...(input.types && !operation.overTypes ? [{ path: '/types', code: 'only_for_all' }] : []),
    ...placeErrors(operation, input.path),
    ...(input.deprecated?.sunset && input.deprecated.sunset < input.deprecated.since
      ? [{ path: '/deprecated/sunset', code: 'sunset_before_since' }]
      : []),
    ...filterErrors(input.filter),
  ]
  if (errors.length > 0) throw invalid(errors)
  const found = await operation.check(ctx, settingsOf('', input))
  if (found.length > 0) throw invalid(found)
  return type?.id ?? null
}

function placeErrors(operation: Operation, path: string): FieldError[] {
  const found = places(path)
  const fits =
    operation.places.length === 0
      ? found.length === 0
      : found.length === 1 && operation.places.includes(found[0]!)
  if (fits) return []
  const wanted = operation.places.map((place) => `{${place}}`).join(' | ') || '–'
  return [{ path: '/path', code: 'endpoint_places', params: { wanted } }]
}

function filterErrors(filter: Record<string, unknown> | null | undefined): FieldError[] {
  if (!filter) return []
  const parsed = parseFilter(filter, { at: '/filter' })
  return 'issues' in parsed ? parsed.issues : []
}

export const settingsOf = (id: string, input: EndpointInput): EndpointSettings => ({
  ...input,
  id,
  cacheSeconds: input.cacheSeconds ?? 60,
  rights: input.rights ?? 'endpoint',
})
