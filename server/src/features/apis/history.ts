// Every change of an API keeps what it was; any of that can be made true again, and an API can be copied, to become the next one.
import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '#platform/ctx.ts'
import { checkVersion, invalid, notFound, Problem, type FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { checkInput } from './check-endpoint.ts'
import * as kept from './history-sql.ts'
import { keepVersion } from './keep-version.ts'
import { createInTx, get, rowOf } from './service.ts'
import * as sql from './sql.ts'
import type { Api, ApiVersion, CopyBody } from './schema.ts'

export async function list(ctx: Ctx, key: string): Promise<ApiVersion[]> {
  const api = await rowOf(ctx, key)
  const rows = await kept.versions(ctx, api.id)
  return rows.map((row, i) => toVersion(row, rows[i + 1]))
}

/** The API is set back to what it was at a version. What cannot be so any more is refused by name; nothing is half restored. */
export async function restore(
  ctx: Ctx,
  key: string,
  version: number,
  ifMatch: number | '*' | undefined,
): Promise<Api> {
  const api = await rowOf(ctx, key)
  const [row] = await kept.version(ctx, api.id, version)
  if (!row) throw notFound()
  const { endpoints, ...settings } = row.definition
  const typeIds = await typesOf(ctx, settings.security, endpoints)
  await ctx.tx(async (tx) => {
    const before = await sql.lock(tx, key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    await sql.update(tx, { id: api.id, ...settings })
    const present = new Set((await sql.lockEndpoints(tx, api.id)).map((one) => one.id))
    await kept.removeOtherEndpoints(
      tx,
      api.id,
      endpoints.map(({ id }) => id),
    )
    // Two that have changed places must not stand in each other's way.
    await kept.parkPaths(tx, api.id)
    for (const [i, { id, ...definition }] of endpoints.entries()) {
      const put = {
        id,
        apiId: api.id,
        path: definition.path,
        operation: definition.operation,
        typeId: typeIds[i]!,
        definition,
      }
      await (present.has(id) ? sql.updateEndpoint(tx, put) : sql.insertEndpoint(tx, put))
    }
    await keepVersion(tx, api.id, key)
    emit(tx, 'api.restored', {
      subject: { type: 'api', id: api.id, label: key },
      changes: { version: { after: version } },
    })
  })
  return get(ctx, key)
}

/** Two of one name could not be told apart in a list. */
const nameOfCopy = (name: string, key: string) => `${name.slice(0, 55)} (${key})`

/** A second API with the same settings and endpoints. Its tokens are its own, and what comes to an end in the first does not in the next. */
export async function copy(ctx: Ctx, key: string, input: CopyBody): Promise<Api> {
  const api = await rowOf(ctx, key)
  const rows = await sql.endpoints(ctx, api.id)
  await ctx.tx(async (tx) => {
    const { security, origins } = api
    const id = await createInTx(tx, {
      key: input.key,
      name: input.name ?? nameOfCopy(api.name, input.key),
      security,
      origins,
    })
    for (const {
      definition: { deprecated: _ended, ...definition },
      type_id,
    } of rows) {
      const { path, operation } = definition
      await sql.insertEndpoint(tx, {
        id: ctx.app.newId(),
        apiId: id,
        path,
        operation,
        typeId: type_id,
        definition,
      })
    }
    await keepVersion(tx, id, input.key)
  })
  return get(ctx, input.key)
}

async function typesOf(
  ctx: Ctx,
  security: string,
  endpoints: kept.ApiDefinition['endpoints'],
): Promise<(string | null)[]> {
  const errors: FieldError[] = []
  const ids: (string | null)[] = []
  for (const { id: _id, ...input } of endpoints) {
    try {
      ids.push(await checkInput(ctx, security, input))
    } catch (error) {
      if (!(error instanceof Problem) || error.errors.length === 0) throw error
      errors.push(...error.errors.map((one) => ({ ...one, path: `/endpoints${input.path}${one.path}` })))
    }
  }
  if (errors.length > 0) throw invalid(errors.slice(0, 20))
  return ids
}

function toVersion(row: kept.VersionRow, before: kept.VersionRow | undefined): ApiVersion {
  const { endpoints, ...settings } = row.definition
  const old = new Map(before?.definition.endpoints.map((one) => [one.id, one]))
  const now = new Set(endpoints.map(({ id }) => id))
  const { endpoints: _, ...oldSettings } = before?.definition ?? row.definition
  return {
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    settingsChanged: !isDeepStrictEqual(settings, oldSettings),
    added: endpoints.filter(({ id }) => !old.has(id)).map(nameOf),
    changed: endpoints
      .filter((one) => old.has(one.id) && !isDeepStrictEqual(old.get(one.id), one))
      .map(nameOf),
    removed: [...old.values()].filter(({ id }) => !now.has(id)).map(nameOf),
    definition: row.definition,
  }
}

const nameOf = ({ path, operation }: { path: string; operation: string }) => `${operation} ${path}`
