import sql, { raw } from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { EndpointInput } from './schema.ts'

/** An API as it was: what it takes to make it so again. */
export type ApiDefinition = {
  name: string
  security: 'open' | 'token' | 'member'
  origins: string[]
  endpoints: ({ id: string } & EndpointInput)[]
}
export type VersionRow = {
  version: number
  definition: ApiDefinition
  created_at: Date
  created_by_id: string | null
  created_by: string
}

const kept = 200
const columns = raw('version, definition, created_at, created_by_id, created_by')

export const insertVersion = (
  tx: Tx,
  row: { apiId: string; definition: ApiDefinition; byId: string | null; by: string },
) =>
  tx.run(sql`
    insert into api_versions (site_id, api_id, version, definition, created_at, created_by_id, created_by)
    select ${tx.ctx.site.id}, ${row.apiId}, coalesce(max(version), 0) + 1, ${JSON.stringify(row.definition)}::jsonb,
      ${tx.ctx.now()}, ${row.byId}::uuid, ${row.by}
    from api_versions
    where site_id = ${tx.ctx.site.id} and api_id = ${row.apiId}
  `)

export const removeOldVersions = (tx: Tx, apiId: string) =>
  tx.run(sql`
    delete from api_versions v
    where v.site_id = ${tx.ctx.site.id} and v.api_id = ${apiId}
      and v.version <= (
        select max(version) - ${kept}::integer
        from api_versions
        where site_id = ${tx.ctx.site.id} and api_id = ${apiId}
      )
  `)

/** The newest first. */
export const versions = (ctx: Ctx, apiId: string) =>
  ctx.read<VersionRow>(sql`
    select ${columns}
    from api_versions
    where site_id = ${ctx.site.id} and api_id = ${apiId}
    order by version desc
    limit ${kept}
  `)

export const version = (ctx: Ctx, apiId: string, number: number) =>
  ctx.read<VersionRow>(sql`
    select ${columns}
    from api_versions
    where site_id = ${ctx.site.id} and api_id = ${apiId} and version = ${number}
  `)

/** Endpoints that are not among these. */
export const removeOtherEndpoints = (tx: Tx, apiId: string, ids: readonly string[]) =>
  tx.run(sql`
    delete from endpoints
    where site_id = ${tx.ctx.site.id} and api_id = ${apiId} and id <> all (${[...ids]}::uuid[])
  `)

export const parkPaths = (tx: Tx, apiId: string) =>
  tx.run(sql`
    update endpoints set path = id::text where site_id = ${tx.ctx.site.id} and api_id = ${apiId}
  `)
