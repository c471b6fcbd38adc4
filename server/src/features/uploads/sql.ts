import sql, { raw } from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { FieldError, Params } from '#platform/errors.ts'

export type Refusal = { status: number; code: string; params: Params; errors: FieldError[] }
export type Owner = { siteId: string; id: string }

export type UploadRow = {
  id: string
  folder: string
  name: string
  public: boolean
  keep_both: boolean
  replaces: string | null
  replaces_etag: number | null
  length: number
  offset: number
  problem: Refusal | null
  file_id: string | null
  created_at: Date
  expires_at: Date
}

const columns = raw(
  'id, folder, name, public, keep_both, replaces, replaces_etag, length, "offset", problem, file_id, created_at, expires_at',
)
const siteIs = ({ site }: Ctx) => sql`site_id = ${site.id}`
/** One of this person's that is not over. */
const isOwn = (ctx: Ctx, owner: Owner, id: string) =>
  sql`${siteIs(ctx)} and id = ${id} and actor_site_id = ${owner.siteId} and actor_id = ${owner.id} and expires_at > ${ctx.now()}`
const isHeld = (ctx: Ctx, id: string, by: string) => sql`${siteIs(ctx)} and id = ${id} and held_by = ${by}`

/** How many are not finished, this person's and all of the site's, and the bytes that are still to come for them. One after another. */
export async function unfinished(tx: Tx, owner: Owner) {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('uploads ' || ${tx.ctx.site.id}, 0))`)
  return tx.one<{ own: number; all: number; bytes: number }>(sql`
    select count(*) filter (where actor_site_id = ${owner.siteId} and actor_id = ${owner.id})::int as own, count(*)::int as all,
      coalesce(sum(length - "offset"), 0)::bigint as bytes
    from uploads where ${siteIs(tx.ctx)} and file_id is null and expires_at > ${tx.ctx.now()}
  `)
}

type NewRow = Pick<
  UploadRow,
  'id' | 'folder' | 'name' | 'public' | 'keep_both' | 'replaces' | 'replaces_etag' | 'length' | 'expires_at'
>

export const insert = (tx: Tx, owner: Owner, row: NewRow) =>
  tx.one<UploadRow>(sql`
    insert into uploads (site_id, id, actor_site_id, actor_id, folder, name, public, keep_both, replaces, replaces_etag, length, created_at, expires_at)
    values (
      ${tx.ctx.site.id}, ${row.id}, ${owner.siteId}, ${owner.id}, ${row.folder}, ${row.name}, ${row.public}, ${row.keep_both},
      ${row.replaces}, ${row.replaces_etag}, ${row.length}, ${tx.ctx.now()}, ${row.expires_at}
    )
    returning ${columns}
  `)

export const get = (ctx: Ctx, owner: Owner, id: string) =>
  ctx.read<UploadRow>(sql`select ${columns} from uploads where ${isOwn(ctx, owner, id)}`)

/** Nothing when another request has it in its hands. */
export const hold = (tx: Tx, owner: Owner, id: string, by: string, until: Date) =>
  tx.maybeOne<UploadRow>(sql`
    update uploads set held_by = ${by}, held_until = ${until}
    where ${isOwn(tx.ctx, owner, id)} and (held_until is null or held_until <= ${tx.ctx.now()})
    returning ${columns}
  `)

export const holdOn = (tx: Tx, id: string, by: string, until: Date) =>
  tx.run(sql`update uploads set held_until = ${until} where ${isHeld(tx.ctx, id, by)}`)

export const letGo = (tx: Tx, id: string, by: string) =>
  tx.run(sql`update uploads set held_by = null, held_until = null where ${isHeld(tx.ctx, id, by)}`)

export const setOffset = (tx: Tx, id: string, by: string, offset: number, expiresAt: Date) =>
  tx.run(
    sql`update uploads set "offset" = ${offset}, expires_at = ${expiresAt} where ${isHeld(tx.ctx, id, by)}`,
  )

export const setPlace = (tx: Tx, id: string, by: string, { folder, name, keep_both }: UploadRow) =>
  tx.run(sql`
    update uploads set folder = ${folder}, name = ${name}, keep_both = ${keep_both} where ${isHeld(tx.ctx, id, by)}
  `)

export const setProblem = (tx: Tx, id: string, by: string, problem: Refusal) =>
  tx.run(sql`update uploads set problem = ${JSON.stringify(problem)} where ${isHeld(tx.ctx, id, by)}`)

/** In the transaction that writes the file: 0 when somebody else has it in hand, or it was cancelled. */
export const setFile = (tx: Tx, id: string, by: string, fileId: string) =>
  tx.run(sql`
    update uploads set file_id = ${fileId}, problem = null where ${isHeld(tx.ctx, id, by)} and file_id is null
  `)

export const remove = (tx: Tx, owner: Owner, id: string) =>
  tx.maybeOne<UploadRow>(sql`delete from uploads where ${isOwn(tx.ctx, owner, id)} returning ${columns}`)

/** Run as the owner: those that are over, finished ones among them. Nobody has them in hand. */
export const removeOver = (now: Date, limit: number) => sql`
  delete from uploads
  where (site_id, id) in (
    select site_id, id from uploads
    where expires_at <= ${now} and (held_until is null or held_until <= ${now})
    order by expires_at limit ${limit} for update skip locked
  )
  returning site_id as "siteId", id, file_id is not null as done
`
