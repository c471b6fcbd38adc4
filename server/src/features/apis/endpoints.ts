import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { siteUrl } from '#platform/site-url.ts'
import { typeNamed } from '#features/content-types/service.ts'
import { checkInput } from './check-endpoint.ts'
import { keepVersion } from './keep-version.ts'
import { liveEndpoint, type LiveEndpoint } from './live.ts'
import { rowOf } from './service.ts'
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
  const id = await ctx.tx(async (tx) => {
    const made = await createInTx(tx, api, input)
    await keepVersion(tx, api.id, apiKey)
    return made
  })
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

/** Settings as they would be live, saved or not: to try them. Throws the 422 that saving them would. */
export async function asLive(ctx: Ctx, apiKey: string, input: EndpointInput): Promise<LiveEndpoint> {
  const api = await rowOf(ctx, apiKey)
  await checkInput(ctx, api.security, input)
  return liveEndpoint(ctx, 'unsaved', input)!
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
    await keepVersion(tx, api.id, apiKey)
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
    await sql.lock(tx, apiKey)
    const before = await sql.lockEndpoint(tx, api.id, id)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    await sql.removeEndpoint(tx, id)
    emit(tx, 'endpoint.deleted', { subject: { type: 'endpoint', id, label: before.definition.path } })
    await keepVersion(tx, api.id, apiKey)
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
  await keepVersion(tx, api.id, api.key)
  return made
}

const toEndpoint = (ctx: Ctx, apiKey: string, row: sql.EndpointRow): Endpoint => ({
  ...row.definition,
  id: row.id,
  etag: row.etag,
  url: `${siteUrl(ctx.app, ctx.site)}/api/${apiKey}${row.definition.path}`,
})
