import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { EndpointInput } from './schema.ts'

export type ApiRow = {
  id: string
  key: string
  name: string
  security: 'open' | 'token' | 'member'
  origins: string[]
  etag: number
  endpoints: number
}
export type EndpointRow = {
  id: string
  api_id: string
  type_id: string | null
  definition: EndpointInput
  etag: number
}

const apiColumns = sql`
  a.id, a.key, a.name, a.security, a.origins, a.etag,
  (select count(*)::int from endpoints e where e.site_id = a.site_id and e.api_id = a.id) as endpoints
`

export const list = (ctx: Ctx) =>
  ctx.read<ApiRow>(sql`select ${apiColumns} from apis a where a.site_id = ${ctx.site.id} order by a.key`)

export const get = (ctx: Ctx, key: string) =>
  ctx.read<ApiRow>(sql`select ${apiColumns} from apis a where a.site_id = ${ctx.site.id} and a.key = ${key}`)

export const lock = (tx: Tx, key: string) =>
  tx.maybeOne<ApiRow>(sql`
    select ${apiColumns} from apis a where a.site_id = ${tx.ctx.site.id} and a.key = ${key} for update of a
  `)

export const insert = (
  tx: Tx,
  api: { id: string; key: string; name: string; security: string; origins: string[] },
) =>
  tx.run(sql`
    insert into apis (site_id, id, key, name, security, origins, created_at, updated_at)
    values (
      ${tx.ctx.site.id}, ${api.id}, ${api.key}, ${api.name}, ${api.security}, ${api.origins}, ${tx.ctx.now()}, ${tx.ctx.now()}
    )
    on conflict (site_id, key) do nothing
  `)

export const update = (tx: Tx, api: { id: string; name: string; security: string; origins: string[] }) =>
  tx.run(sql`
    update apis
    set name = ${api.name}, security = ${api.security}, origins = ${api.origins}, etag = etag + 1, updated_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and id = ${api.id}
  `)

export const remove = (tx: Tx, id: string) =>
  tx.run(sql`delete from apis where site_id = ${tx.ctx.site.id} and id = ${id}`)

export const endpoints = (ctx: Ctx, apiId: string) =>
  ctx.read<EndpointRow>(sql`
    select id, api_id, type_id, definition, etag from endpoints where site_id = ${ctx.site.id} and api_id = ${apiId} order by path, id
  `)

export const lockEndpoints = (tx: Tx, apiId: string) =>
  tx.many<EndpointRow>(sql`
    select id, api_id, type_id, definition, etag
    from endpoints
    where site_id = ${tx.ctx.site.id} and api_id = ${apiId}
    order by path, id
    for update
  `)

export const lockEndpoint = (tx: Tx, apiId: string, id: string) =>
  tx.maybeOne<EndpointRow>(sql`
    select id, api_id, type_id, definition, etag
    from endpoints
    where site_id = ${tx.ctx.site.id} and api_id = ${apiId} and id = ${id}
    for update
  `)

type PutRow = {
  id: string
  apiId: string
  path: string
  operation: string
  typeId: string | null
  definition: EndpointInput
}

/** Zero when the API has this operation at this path already. */
export const insertEndpoint = (tx: Tx, row: PutRow) =>
  tx.run(sql`
    insert into endpoints (site_id, id, api_id, path, operation, type_id, definition, created_at, updated_at)
    values (
      ${tx.ctx.site.id}, ${row.id}, ${row.apiId}, ${row.path}, ${row.operation}, ${row.typeId},
      ${JSON.stringify(row.definition)}, ${tx.ctx.now()}, ${tx.ctx.now()}
    )
    on conflict (site_id, api_id, path, operation) do nothing
  `)

/** Zero when another endpoint of the API has this operation at this path. */
export const updateEndpoint = (tx: Tx, row: PutRow) =>
  tx.run(sql`
    update endpoints
    set path = ${row.path}, operation = ${row.operation}, type_id = ${row.typeId},
      definition = ${JSON.stringify(row.definition)}, etag = etag + 1, updated_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and id = ${row.id}
      and not exists (
        select from endpoints other
        where other.site_id = ${tx.ctx.site.id} and other.api_id = ${row.apiId} and other.path = ${row.path}
          and other.operation = ${row.operation} and other.id <> ${row.id}
      )
  `)

export const removeEndpoint = (tx: Tx, id: string) =>
  tx.run(sql`delete from endpoints where site_id = ${tx.ctx.site.id} and id = ${id}`)

export type TokenRow = {
  id: string
  name: string
  prefix: string
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
}

export const tokens = (ctx: Ctx, apiId: string) =>
  ctx.read<TokenRow>(sql`
    select id, name, prefix, created_at, expires_at, last_used_at
    from api_static_tokens
    where site_id = ${ctx.site.id} and api_id = ${apiId}
    order by id desc
  `)

export const insertToken = (
  tx: Tx,
  token: { id: string; apiId: string; name: string; prefix: string; hash: Buffer; expiresAt: Date },
) =>
  tx.run(sql`
    insert into api_static_tokens (site_id, id, api_id, name, prefix, token_hash, created_at, expires_at)
    values (
      ${tx.ctx.site.id}, ${token.id}, ${token.apiId}, ${token.name}, ${token.prefix}, ${token.hash}, ${tx.ctx.now()},
      ${token.expiresAt}
    )
  `)

export const removeToken = (tx: Tx, apiId: string, id: string) =>
  tx.maybeOne<{ name: string }>(sql`
    delete from api_static_tokens where site_id = ${tx.ctx.site.id} and api_id = ${apiId} and id = ${id} returning name
  `)

export type FoundToken = {
  id: string
  api_id: string
  name: string
  expires_at: Date
  last_used_at: Date | null
}

export const findToken = (ctx: Ctx, hash: Buffer) =>
  ctx.read<FoundToken>(sql`
    select id, api_id, name, expires_at, last_used_at
    from api_static_tokens
    where site_id = ${ctx.site.id} and token_hash = ${hash}
  `)

export const tokenUsed = (ctx: Ctx, id: string) =>
  sql`update api_static_tokens set last_used_at = ${ctx.now()} where site_id = ${ctx.site.id} and id = ${id}`
