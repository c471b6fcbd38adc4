import sql, { empty, type Sql } from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { FieldError } from '#platform/errors.ts'
import type { Act, Before } from '#features/entries/service.ts'

export type ActionRow = {
  id: string
  type_id: string
  action: Act | { kind: 'undo'; of: Act }
  caller: { actor: unknown; rights: unknown }
  status: 'frozen' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
  total: number
  done: number
  skipped: number
  refused: number
  error: string | null
  cancel_requested: boolean
  undo_of: string | null
  created_by_id: string | null
  created_at: Date
  expires_at: Date
  finished_at: Date | null
}

const columns = sql`a.id, a.type_id, a.action, a.caller, a.status, a.total, a.done, a.skipped, a.refused, a.error,
  a.cancel_requested, a.undo_of, a.created_by_id, a.created_at, a.expires_at, a.finished_at`

export const list = (ctx: Ctx, byId: string | undefined) =>
  ctx.read<ActionRow>(sql`
    select ${columns}
    from bulk_actions a
    where a.site_id = ${ctx.site.id} ${byId === undefined ? empty : sql`and a.created_by_id = ${byId}`}
    order by a.id desc
    limit 50
  `)

export const get = (ctx: Ctx, id: string) =>
  ctx.read<ActionRow>(
    sql`select ${columns} from bulk_actions a where a.site_id = ${ctx.site.id} and a.id = ${id}`,
  )

export const lock = (tx: Tx, id: string) =>
  tx.maybeOne<ActionRow>(sql`
    select ${columns} from bulk_actions a where a.site_id = ${tx.ctx.site.id} and a.id = ${id} for update
  `)

/**
 * Until the transaction ends no other block of this action is done; then where it stands. The row itself is left free, so that whoever
 * cancels is not kept waiting by the block.
 */
export async function takeTurn(tx: Tx, id: string): Promise<ActionRow | undefined> {
  await tx.one(sql`select pg_advisory_xact_lock(hashtextextended(${`bulk action ${id}`}, 0))`)
  return tx.maybeOne<ActionRow>(sql`
    select ${columns} from bulk_actions a where a.site_id = ${tx.ctx.site.id} and a.id = ${id}
  `)
}

export const unfinished = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ count: number }>(sql`
      select count(*)::int as count
      from bulk_actions
      where site_id = ${tx.ctx.site.id} and status in ('waiting', 'running')
    `)
  ).count

type Fresh = Pick<ActionRow, 'id' | 'type_id' | 'action' | 'caller' | 'undo_of' | 'expires_at'> & {
  bySiteId: string | null
  byId: string | null
}

export const insert = (tx: Tx, one: Fresh) =>
  tx.run(sql`
    insert into bulk_actions (
      site_id, id, type_id, action, caller, status, total, undo_of, created_by_site_id, created_by_id, created_at, expires_at
    )
    values (
      ${tx.ctx.site.id}, ${one.id}, ${one.type_id}, ${JSON.stringify(one.action)}, ${JSON.stringify(one.caller)}, 'frozen',
      0, ${one.undo_of}, ${one.bySiteId}, ${one.byId}, ${tx.ctx.now()}, ${one.expires_at}
    )
  `)

/** How many there are. */
export const freeze = async (tx: Tx, id: string, selection: Sql): Promise<number> => {
  const total = await tx.run(sql`
    insert into bulk_action_entries (site_id, action_id, position, entry_id)
    select ${tx.ctx.site.id}, ${id}, row_number() over (order by chosen.entry_id), chosen.entry_id
    from (${selection}) chosen
  `)
  await setTotal(tx, id, total)
  return total
}

/** What another action did, with what its undo needs. */
export const freezeDone = async (tx: Tx, id: string, of: string): Promise<number> => {
  const total = await tx.run(sql`
    insert into bulk_action_entries (site_id, action_id, position, entry_id, before, etag)
    select b.site_id, ${id}, row_number() over (order by b.position), b.entry_id, b.before, b.etag
    from bulk_action_entries b
    where b.site_id = ${tx.ctx.site.id} and b.action_id = ${of} and b.result = 'done'
  `)
  await setTotal(tx, id, total)
  return total
}

const setTotal = (tx: Tx, id: string, total: number) =>
  tx.run(sql`update bulk_actions set total = ${total} where site_id = ${tx.ctx.site.id} and id = ${id}`)

/** With the rights of whoever starts it, as they are now. */
export const begin = (tx: Tx, id: string, caller: ActionRow['caller'], expiresAt: Date) =>
  tx.run(sql`
    update bulk_actions
    set status = 'waiting', caller = ${JSON.stringify(caller)}, expires_at = ${expiresAt}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const setRunning = (tx: Tx, id: string) =>
  tx.run(sql`
    update bulk_actions
    set status = 'running', started_at = coalesce(started_at, ${tx.ctx.now()})
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const requestCancel = (tx: Tx, id: string) =>
  tx.run(sql`
    update bulk_actions set cancel_requested = true where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export type Chosen = { position: number; entry_id: string; before: Before | null; etag: number | null }

/** The next ones that have no outcome yet. */
export const next = (tx: Tx, id: string, after: number, limit: number) =>
  tx.many<Chosen>(sql`
    select position, entry_id, before, etag
    from bulk_action_entries
    where site_id = ${tx.ctx.site.id} and action_id = ${id} and position > ${after}
    order by position
    limit ${limit}
  `)

export type Result = {
  position: number
  result: 'done' | 'skipped' | 'refused'
  errors: FieldError[] | null
  before: Before | null
  etag: number | null
}

export const record = async (tx: Tx, id: string, results: Result[]): Promise<void> => {
  await tx.run(sql`
    update bulk_action_entries b
    set result = r.result, errors = r.errors, before = r.before, etag = r.etag
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r (
      position integer, result text, errors jsonb, before jsonb, etag integer
    )
    where b.site_id = ${tx.ctx.site.id} and b.action_id = ${id} and b.position = r.position
  `)
  const count = (wanted: Result['result']) => results.filter(({ result }) => result === wanted).length
  await tx.run(sql`
    update bulk_actions
    set done = done + ${count('done')}, skipped = skipped + ${count('skipped')}, refused = refused + ${count('refused')}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)
}

export const finish = (
  tx: Tx,
  id: string,
  status: ActionRow['status'],
  error: string | null,
  expiresAt: Date,
) =>
  tx.run(sql`
    update bulk_actions
    set status = ${status}, error = ${error}, finished_at = ${tx.ctx.now()}, expires_at = ${expiresAt}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export type ResultRow = {
  position: number
  entry_id: string
  result: Result['result'] | null
  errors: FieldError[] | null
}

export const resultsAfter = (ctx: Ctx, id: string, after: number, only: string | undefined) =>
  ctx.read<ResultRow>(sql`
    select position, entry_id, result, errors
    from bulk_action_entries
    where site_id = ${ctx.site.id} and action_id = ${id} and position > ${after}
      ${only === undefined ? empty : sql`and result = ${only}`}
    order by position
    limit 500
  `)

/** Of every site. For the owner. */
export const removeOver = (moment: Date) => sql`
  delete from bulk_actions where expires_at <= ${moment} and status not in ('waiting', 'running')
`
