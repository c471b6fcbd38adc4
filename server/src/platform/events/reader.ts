import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import type { Database, OwnerTx } from '#platform/db/database.ts'
import type { StoredEvent } from '#platform/events/event.ts'
import type { Subscriber } from '#platform/feature.ts'

const mostEvents = 1000
/** Events may be about many things (`data.ids`): a batch ends with the one that reaches so many. */
const mostThings = 5000

type Position = { xid: string; id: string }
type Row = {
  site_id: string
  id: number
  epoch: number
  xid: string
  at: Date
  type: string
  actor: StoredEvent['actor']
  subject_type: string
  subject_id: string
  data: Record<string, unknown>
  request_id: string | null
  ready: boolean
}

/** `read`: go on at once. `soon`: there is more, but an older transaction is still running. `end`: nothing is left. */
export type ReadResult = 'read' | 'soon' | 'end'

/**
 * Gives one batch of events to a subscriber and moves its position. Events are read up to the oldest transaction still running, since
 * ids are given out before commits. A lock that writes nothing (a write would itself be such a transaction) lets one process at a time
 * read for a subscriber; the work is done before the position moves, so a crash repeats the batch.
 */
export async function readBatch(app: App, subscriber: Subscriber): Promise<ReadResult> {
  const work = async (tx: OwnerTx): Promise<ReadResult> => {
    const position = await lockPosition(tx, subscriber.name)
    if (!position) return 'end'
    const rows = await tx.many<Row>(sql`
      select site_id, id, epoch, xid::text as xid, at, type, actor, subject_type, subject_id, data, request_id, ready
      from (
        select next.*, sum(things) over (order by next.xid, next.id) - things as things_before
        from (
          select *, xid < pg_snapshot_xmin(pg_current_snapshot()) as ready,
            case when jsonb_typeof(data -> 'ids') = 'array' then jsonb_array_length(data -> 'ids') else 1 end as things
          from events
          where (xid, id) > (${position.xid}::xid8, ${position.id}::bigint)
          order by xid, id
          limit ${mostEvents}
        ) next
      ) counted
      where things_before < ${mostThings}
      order by counted.xid, counted.id
    `)
    const ready = rows.filter((row) => row.ready)
    const last = ready.at(-1)
    if (!last) return rows.length > 0 ? 'soon' : 'end'
    const wanted =
      subscriber.types.length === 0 ? ready : ready.filter((row) => subscriber.types.includes(row.type))
    if (wanted.length > 0) await subscriber.handle(wanted.map(toEvent), app)
    await tx.run(sql`
      insert into subscriptions (name, epoch, xid, id, updated_at)
      values (${subscriber.name}, ${last.epoch}, ${last.xid}::xid8, ${last.id}, ${app.clock()})
      on conflict (name) do update
      set epoch = excluded.epoch, xid = excluded.xid, id = excluded.id, failures = 0, last_error = null,
        updated_at = excluded.updated_at
    `)
    return 'read'
  }
  // A position that a crash takes back only repeats the batch.
  return app.db.asOwner(`events for ${subscriber.name}`, work, { late: true })
}

/**
 * A new subscriber starts before the first event. Nothing when another process is reading for it. Between here and the end of its work this
 * transaction does nothing, for as long as that takes: it holds a lock and no snapshot, and whoever dies lets go of it. Cut off after a
 * minute, a slow batch would come again and again, and never be done.
 */
async function lockPosition(tx: OwnerTx, name: string): Promise<Position | undefined> {
  const { free } = await tx.one<{ free: boolean }>(sql`
    select set_config('idle_in_transaction_session_timeout', '0', true),
      pg_try_advisory_xact_lock(hashtextextended(${`subscription ${name}`}, 0)) as free
  `)
  if (!free) return undefined
  const known = await tx.maybeOne<Position>(sql`
    select xid::text as xid, id::text as id from subscriptions where name = ${name}
  `)
  return known ?? { xid: '0', id: '0' }
}

export async function noteFailure(db: Database, app: App, name: string, error: unknown): Promise<void> {
  const text = String(error instanceof Error ? error.message : error).slice(0, 1000)
  await db.asOwner(`failure of ${name}`, (tx) =>
    tx.run(sql`
      insert into subscriptions (name, epoch, xid, id, failures, last_error, updated_at)
      select ${name}, epoch, '0'::xid8, 0, 1, ${text}, ${app.clock()} from instance
      on conflict (name) do update
      set failures = subscriptions.failures + 1, last_error = excluded.last_error, updated_at = excluded.updated_at
    `),
  )
}

const toEvent = (row: Row): StoredEvent => ({
  siteId: row.site_id,
  id: row.id,
  epoch: row.epoch,
  at: row.at,
  type: row.type,
  actor: row.actor,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  data: row.data,
  requestId: row.request_id,
})
