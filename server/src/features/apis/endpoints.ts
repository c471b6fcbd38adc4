import { parseFilter } from '@dozo/content-model/query/parse-json'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound, type FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { EndpointSettings, Operation } from '#platform/operation.ts'
import { siteUrl } from '#platform/site-url.ts'
import { nearest } from '#lib/nearest.ts'
import { modelOf, typeNamed } from '#features/content-types/service.ts'
import { rowOf } from './service.ts'
import { lendsToStrangers } from './strangers.ts'
import * as sql from './sql.ts'
import type { Endpoint, EndpointInput } from './schema.ts'

export async function list(ctx: Ctx, apiKey: string): Promise<Endpoint[]> {
  const api = await rowOf(ctx, apiKey)
  return (await sql.endpoints(ctx, api.id)).map((row) => toEndpoint(ctx, apiKey, row))
}

export async function get(ctx: Ctx, apiKey: string, id: string): Promise<Endpoint> {
  const found = (await list(ctx, apiKey)).find((endpoint) => endpoint.id === id)
  if (!found) throw notFound()
  return found
}

export async function create(ctx: Ctx, apiKey: string, input: EndpointInput): Promise<Endpoint> {
  const api = await rowOf(ctx, apiKey)
  const id = await ctx.tx((tx) => createInTx(tx, api, input))
  return get(ctx, apiKey, id)
}

async function createInTx(tx: Tx, api: sql.ApiRow, input: EndpointInput): Promise<string> {
  const { ctx } = tx
  const typeId = await checkInput(ctx, api.security, input)
  const id = ctx.app.newId()
  const row = { id, apiId: api.id, path: input.path, operation: input.operation, typeId, definition: input }
  if ((await sql.insertEndpoint(tx, row)) === 0) throw conflict('endpoint_exists', { path: input.path })
  emit(tx, 'endpoint.created', {
    subject: { type: 'endpoint', id, label: input.path },
    changes: { settings: { after: input } },
  })
  return id
}

export async function update(
  ctx: Ctx,
  apiKey: string,
  id: string,
  input: EndpointInput,
  ifMatch: number | '*' | undefined,
): Promise<Endpoint> {
  const api = await rowOf(ctx, apiKey)
  const typeId = await checkInput(ctx, api.security, input)
  await ctx.tx(async (tx) => {
    // With the API locked no other endpoint can take the path between the look and the write.
    await sql.lock(tx, apiKey)
    const before = await sql.lockEndpoint(tx, api.id, id)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    const row = { id, apiId: api.id, path: input.path, operation: input.operation, typeId, definition: input }
    if ((await sql.updateEndpoint(tx, row)) === 0) throw conflict('endpoint_exists', { path: input.path })
    emit(tx, 'endpoint.updated', {
      subject: { type: 'endpoint', id, label: input.path },
      changes: { settings: { before: before.definition, after: input } },
    })
  })
  return get(ctx, apiKey, id)
}

export async function remove(
  ctx: Ctx,
  apiKey: string,
  id: string,
  ifMatch: number | '*' | undefined,
): Promise<void> {
  const api = await rowOf(ctx, apiKey)
  await ctx.tx(async (tx) => {
    const before = await sql.lockEndpoint(tx, api.id, id)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    await sql.removeEndpoint(tx, id)
    emit(tx, 'endpoint.deleted', { subject: { type: 'endpoint', id, label: before.definition.path } })
  })
}

/** The two read endpoints of a type, and search where it has searchable fields: filters and sorts on every field that can. */
export async function suggest(ctx: Ctx, apiKey: string, typeKey: string): Promise<Endpoint[]> {
  const api = await rowOf(ctx, apiKey)
  const made = await ctx.tx((tx) => suggestInTx(tx, api, typeKey))
  return (await list(ctx, apiKey)).filter((endpoint) => made.includes(endpoint.id))
}

async function suggestInTx(tx: Tx, api: sql.ApiRow, typeKey: string): Promise<string[]> {
  const { definition } = await typeNamed(tx.ctx, typeKey)
  const path = `/${typeKey.replaceAll('_', '-')}`
  const base = { type: typeKey, cacheSeconds: 60, rights: 'endpoint' as const }
  const wanted: EndpointInput[] = [
    { ...base, path, operation: 'entries.list' },
    { ...base, path: `${path}/{id}`, operation: 'entries.get' },
    ...(definition.fields.some((field) => field.searchable && !field.neverDelivered)
      ? [{ ...base, path: `${path}/search`, operation: 'search' }]
      : []),
  ]
  const made: string[] = []
  for (const input of wanted) made.push(await createInTx(tx, api, input))
  return made
}

const places = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)

/** Throws 422 that names every wrong setting; gives the type's id. */
async function checkInput(ctx: Ctx, security: string, input: EndpointInput): Promise<string | null> {
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
    ...(['/reference', '/openapi.json'].includes(input.path)
      ? [{ path: '/path', code: 'path_reserved' }]
      : []),
    ...placeErrors(operation, input.path),
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

const toEndpoint = (ctx: Ctx, apiKey: string, row: sql.EndpointRow): Endpoint => ({
  ...row.definition,
  id: row.id,
  etag: row.etag,
  url: `${siteUrl(ctx.app, ctx.site)}/api/${apiKey}${row.definition.path}`,
})
