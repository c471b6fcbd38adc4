// Nothing is exposed until an API has an endpoint for it. An endpoint binds a path to an operation with fixed settings; what it does not
// allow, no query reaches.
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { forgetCalls } from '#platform/http/recent-calls.ts'
import { siteUrl } from '#platform/site-url.ts'
import { keepVersion } from './keep-version.ts'
import { refuseOpening } from './strangers.ts'
import * as sql from './sql.ts'
import type { Api, ApiChange, NewApi } from './schema.ts'

export async function list(ctx: Ctx): Promise<Api[]> {
  return (await sql.list(ctx)).map((row) => toApi(ctx, row))
}

export async function get(ctx: Ctx, key: string): Promise<Api> {
  return toApi(ctx, await rowOf(ctx, key))
}

export async function rowOf(ctx: Ctx, key: string): Promise<sql.ApiRow> {
  const [row] = await sql.get(ctx, key)
  if (!row) throw notFound()
  return row
}

export async function create(ctx: Ctx, input: NewApi): Promise<Api> {
  await ctx.tx(async (tx) => keepVersion(tx, await createInTx(tx, input), input.key))
  return get(ctx, input.key)
}

export async function createInTx(tx: Tx, input: NewApi): Promise<string> {
  refuseOpenOrigins(input.security, input.origins)
  const id = tx.ctx.app.newId()
  const added = await sql.insert(tx, {
    id,
    key: input.key,
    name: input.name,
    security: input.security,
    origins: input.origins ?? [],
  })
  if (added === 0) throw conflict('api_exists', { key: input.key })
  emit(tx, 'api.created', {
    subject: { type: 'api', id, label: input.key },
    changes: { security: { after: input.security } },
  })
  return id
}

export async function update(
  ctx: Ctx,
  key: string,
  input: ApiChange,
  ifMatch: number | '*' | undefined,
): Promise<Api> {
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    const after = { ...before, ...input }
    refuseOpenOrigins(after.security, after.origins)
    if (after.security === 'open' && before.security !== 'open') await refuseOpening(tx, before.id)
    await sql.update(tx, after)
    emit(tx, 'api.updated', {
      subject: { type: 'api', id: before.id, label: key },
      changes: Object.fromEntries(
        Object.keys(input).map((name) => [
          name,
          { before: before[name as keyof ApiChange], after: after[name as keyof ApiChange] },
        ]),
      ),
    })
    await keepVersion(tx, before.id, key)
  })
  return get(ctx, key)
}

export async function remove(ctx: Ctx, key: string, ifMatch: number | '*' | undefined): Promise<void> {
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    await sql.remove(tx, before.id)
    emit(tx, 'api.deleted', { subject: { type: 'api', id: before.id, label: key } })
  })
  // Another one may come to have this key.
  forgetCalls(ctx.app, ctx.site.key, key)
}

function refuseOpenOrigins(security: string, origins: readonly string[] = []): void {
  if (security === 'member' && origins.includes('*')) throw invalid({ origins: 'origins_too_open' })
}

const toApi = (ctx: Ctx, row: sql.ApiRow): Api => ({
  key: row.key,
  name: row.name,
  security: row.security,
  origins: row.origins,
  endpoints: row.endpoints,
  url: `${siteUrl(ctx.app, ctx.site)}/api/${row.key}`,
  etag: row.etag,
})
