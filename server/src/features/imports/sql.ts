import sql, { empty, raw, type Sql } from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { ImportQuery } from './schema.ts'

export type ImportRow = {
  id: string
  type_id: string
  status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  /** `head`: names of the columns where the file was a table. */
  options: ImportQuery & { rights: unknown; actor: unknown; head?: string[] }
  file: string
  total: number | null
  done: number
  created: number
  updated: number
  skipped: number
  failed: number
  error: string | null
  cancel_requested: boolean
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
  undo_status: 'waiting' | 'running' | 'done' | 'failed' | null
  undo_options: unknown
  undo_done: number
  undo_kept: number
  undo_line: number | null
  undo_error: string | null
  created_by_site_id: string | null
  created_by_id: string | null
}

const columns = sql`
  id, type_id, status, options, file, total, done, created, updated, skipped, failed, error, cancel_requested,
  created_at, started_at, finished_at, undo_status, undo_options, undo_done, undo_kept, undo_line, undo_error, created_by_site_id,
  created_by_id
`

export const list = (ctx: Ctx) =>
  ctx.read<ImportRow>(
    sql`select ${columns} from imports where site_id = ${ctx.site.id} order by id desc limit 100`,
  )

export const get = (ctx: Ctx, id: string) =>
  ctx.read<ImportRow>(sql`select ${columns} from imports where site_id = ${ctx.site.id} and id = ${id}`)

export const lock = (tx: Tx, id: string) =>
  tx.maybeOne<ImportRow>(sql`
    select ${columns} from imports where site_id = ${tx.ctx.site.id} and id = ${id} for update
  `)

/**
 * Until the transaction ends no other block of this import is written; then whether it is to be cancelled. The row itself is left free,
 * so that whoever cancels is not kept waiting by the block.
 */
export async function takeTurn(tx: Tx, id: string): Promise<{ cancelled: boolean; done: number }> {
  await tx.one(sql`select pg_advisory_xact_lock(hashtextextended(${`import ${id}`}, 0))`)
  return tx.one(sql`
    select cancel_requested as cancelled, done from imports where site_id = ${tx.ctx.site.id} and id = ${id}
  `)
}

type NewRow = {
  id: string
  typeId: string
  options: unknown
  file: string
  total: number
  by: { siteId: string | null; id: string | null }
}

export const insert = (tx: Tx, row: NewRow) =>
  tx.run(sql`
    insert into imports (
      site_id, id, type_id, status, options, file, total, created_by_site_id, created_by_id, created_at
    )
    values (
      ${tx.ctx.site.id}, ${row.id}, ${row.typeId}, 'waiting', ${JSON.stringify(row.options)}, ${row.file}, ${row.total},
      ${row.by.siteId}, ${row.by.id}, ${tx.ctx.now()}
    )
  `)

export const start = (tx: Tx, id: string) =>
  tx.run(sql`
    update imports
    set status = 'running', started_at = coalesce(started_at, ${tx.ctx.now()}), finished_at = null, error = null
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

/** Waiting again, behind what is done. */
/** `caller`: for whom, and with which rights, it goes on. */
export const resume = (tx: Tx, id: string, caller: object) =>
  tx.run(sql`
    update imports
    set
      status = 'waiting', error = null, cancel_requested = false, finished_at = null,
      options = options || ${JSON.stringify(caller)}::jsonb
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

/** Files of imports that nobody has gone on with. Run as the owner. */
export const abandonedFiles = (before: Date) =>
  sql`
    update imports set file = '' where file <> '' and finished_at < ${before}
    returning (select f.file from imports f where f.site_id = imports.site_id and f.id = imports.id) as file
  `

/** Run as the owner. */
export const fileNamed = (file: string) => sql`select 1 as one from imports where file = ${file} limit 1`

export const typeOf = async (tx: Tx, entryId: string): Promise<string | undefined> =>
  (
    await tx.maybeOne<{ type_id: string }>(
      sql`select type_id from entries where site_id = ${tx.ctx.site.id} and id = ${entryId}`,
    )
  )?.type_id

export const etagsOf = (tx: Tx, ids: readonly string[]) =>
  tx.many<{ id: string; etag: number }>(sql`
    select id, etag from entries where site_id = ${tx.ctx.site.id} and id = any (${[...ids]}::uuid[])
  `)

export type Progress = { done: number; created: number; updated: number; skipped: number; failed: number }

/** In the block's own transaction: what is counted as done is done, and the other way round. */
export const advance = (tx: Tx, id: string, progress: Progress) =>
  tx.run(sql`
    update imports
    set done = done + ${progress.done}, created = created + ${progress.created}, updated = updated + ${progress.updated},
      skipped = skipped + ${progress.skipped}, failed = failed + ${progress.failed}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

/** How many lines it has refused. */
export const finish = async (
  tx: Tx,
  id: string,
  status: ImportRow['status'],
  error: string | null,
): Promise<number> =>
  (
    await tx.one<{ failed: number }>(sql`
      update imports
      set status = ${status}, error = ${error}, finished_at = ${tx.ctx.now()}
      where site_id = ${tx.ctx.site.id} and id = ${id}
      returning failed
    `)
  ).failed

/** Its file is not kept any more. */
export const dropFile = (tx: Tx, id: string) =>
  tx.run(sql`update imports set file = '' where site_id = ${tx.ctx.site.id} and id = ${id}`)

export const requestCancel = (tx: Tx, id: string) =>
  tx.run(sql`
    update imports set cancel_requested = true where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const addErrors = (tx: Tx, id: string, lines: { line: number; errors: unknown }[]) =>
  tx.run(sql`
    insert into import_errors (site_id, import_id, line, errors)
    select ${tx.ctx.site.id}, ${id}, r.line, r.errors
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r (line integer, errors jsonb)
    on conflict do nothing
  `)

export const errorsAfter = (ctx: Ctx, id: string, line: number) =>
  ctx.read<{ line: number; errors: { path: string; code: string; params?: Record<string, unknown> }[] }>(sql`
    select line, errors
    from import_errors
    where site_id = ${ctx.site.id} and import_id = ${id} and line > ${line}
    order by line
    limit 1000
  `)

export const idsByKey = (tx: Tx, typeIds: string[], keys: string[]) =>
  tx.many<{ id: string; key: string; type_id: string }>(sql`
    select id, key, type_id
    from entries
    where site_id = ${tx.ctx.site.id} and type_id = any (${typeIds}::uuid[]) and key = any (${keys}::text[])
  `)

export const idsByUnique = (tx: Tx, typeId: string, field: string, hashes: readonly string[]) =>
  tx.many<{ id: string; hash: string }>(sql`
    select entry_id as id, encode(value_hash, 'hex') as hash
    from entry_uniques
    where site_id = ${tx.ctx.site.id} and type_id = ${typeId} and stage = 'work' and field = ${field} and locale = '*'
      and value_hash in (select decode(h, 'hex') from unnest(${[...hashes]}::text[]) h)
  `)

export type ExportRow = {
  id: string
  key: string | null
  parent_id: string | null
  parent_key: string | null
  position: number
  values: Record<string, unknown>
}

/** Where in a tree the entries of a page lie: at its top, or right below these. */
export type Place = 'top' | readonly string[]

const nowhere = '00000000-0000-0000-0000-000000000000'

/** Entries by id, behind the id `after`; with a place, those that lie there. */
export const exportPage = (
  ctx: Ctx,
  typeId: string,
  {
    stage,
    place,
    chosen,
    after = nowhere,
  }: { stage: 'work' | 'live'; place?: Place; chosen?: Sql | undefined; after?: string | undefined },
) => {
  const live = stage === 'live'
  const there =
    place === undefined
      ? empty
      : place === 'top'
        ? sql`and p.id is null`
        : sql`and p.id = any (${[...place]}::uuid[])`
  // A reader's tree has only what is live: what lies below anything else is at its top.
  return ctx.read<ExportRow>(sql`
    select e.id, e.${raw(live ? 'live_key' : 'key')} as key, p.id as parent_id, p.${raw(live ? 'live_key' : 'key')} as parent_key,
      e.position, e.${raw(stage)} as values
    from entries e
      left join entries p on p.site_id = e.site_id and p.id = e.${raw(live ? 'live_parent_id' : 'parent_id')}
        and (not ${live} or p.live is not null)
    where e.site_id = ${ctx.site.id} and e.type_id = ${typeId} and e.id > ${after} and e.${raw(stage)} is not null ${there}
      ${chosen ? sql`and e.id in (select c.entry_id from (${chosen}) c)` : empty}
    order by e.id
    limit 500
  `)
}

/** Keys of entries, other than those that look like ids themselves. */
export const keysOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.read<{ id: string; type_id: string; key: string }>(sql`
    select id, type_id, key
    from entries
    where site_id = ${ctx.site.id} and id = any (${[...ids]}::uuid[]) and key is not null
      and key !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
  `)
