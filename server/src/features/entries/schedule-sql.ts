import sql, { empty, raw } from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { FieldError } from '#platform/errors.ts'
import type { PagePlace } from './page-place.ts'

export type ScheduleRow = {
  id: string
  entry_id: string
  type_id: string
  action: 'publish' | 'unpublish'
  version: number | null
  locales: string[] | null
  at: Date
  status: 'waiting' | 'done' | 'failed'
  errors: FieldError[] | null
  etag: number
  created_at: Date
  created_by_id: string | null
  ended_at: Date | null
}

const columns = raw(
  's.id, s.entry_id, s.type_id, s.action, s.version, s.locales, s.at, s.status, s.errors, s.etag, s.created_at, s.created_by_id, s.ended_at',
)

export type Page = {
  status: ScheduleRow['status']
  typeIds: string[]
  entryId: string | undefined
  after: PagePlace | undefined
  size: number
}

/** What comes next first; of what is over the newest first. */
export const page = (ctx: Ctx, { status, typeIds, entryId, after, size }: Page) => {
  const waiting = status === 'waiting'
  const beside = raw(waiting ? '>' : '<')
  const way = raw(waiting ? 'asc' : 'desc')
  return ctx.read<ScheduleRow>(sql`
    select ${columns}
    from entry_schedules s
    where s.site_id = ${ctx.site.id} and s.status = ${status} and s.type_id = any (${typeIds}::uuid[])
      ${entryId ? sql`and s.entry_id = ${entryId}` : empty}
      ${after ? sql`and (s.at, s.id) ${beside} (${after.at}, ${after.id}::uuid)` : empty}
    order by s.at ${way}, s.id ${way}
    limit ${size}
  `)
}

export const get = (ctx: Ctx, id: string) =>
  ctx.read<ScheduleRow>(
    sql`select ${columns} from entry_schedules s where s.site_id = ${ctx.site.id} and s.id = ${id}`,
  )

export const lock = (tx: Tx, id: string) =>
  tx.maybeOne<ScheduleRow>(sql`
    select ${columns} from entry_schedules s where s.site_id = ${tx.ctx.site.id} and s.id = ${id} for update
  `)

export const waitingOf = (ctx: Pick<Ctx, 'site' | 'read'>, entryIds: string[]) =>
  ctx.read<ScheduleRow>(sql`
    select ${columns}
    from entry_schedules s
    where s.site_id = ${ctx.site.id} and s.entry_id = any (${entryIds}::uuid[]) and s.status = 'waiting'
    order by s.at, s.id
  `)

export const waitingBeside = (tx: Tx, entryId: string) =>
  tx.many<ScheduleRow>(sql`
    select ${columns}
    from entry_schedules s
    where s.site_id = ${tx.ctx.site.id} and s.entry_id = ${entryId} and s.status = 'waiting'
  `)

export const due = (ctx: Ctx, limit: number) =>
  ctx.read<{ id: string; entry_id: string }>(sql`
    select s.id, s.entry_id
    from entry_schedules s
    where s.site_id = ${ctx.site.id} and s.status = 'waiting' and s.at <= ${ctx.now()}
    order by s.at, s.id
    limit ${limit}
  `)

type Fresh = Pick<ScheduleRow, 'id' | 'entry_id' | 'type_id' | 'action' | 'version' | 'locales' | 'at'> & {
  bySiteId: string | null
  byId: string | null
}

export const insert = (tx: Tx, one: Fresh) =>
  tx.run(sql`
    insert into entry_schedules (
      site_id, id, entry_id, type_id, action, version, locales, at, created_at, created_by_site_id, created_by_id
    )
    values (
      ${tx.ctx.site.id}, ${one.id}, ${one.entry_id}, ${one.type_id}, ${one.action}, ${one.version}, ${one.locales},
      ${one.at}, ${tx.ctx.now()}, ${one.bySiteId}, ${one.byId}
    )
  `)

export const change = (
  tx: Tx,
  { id, version, locales, at }: Pick<Fresh, 'id' | 'version' | 'locales' | 'at'>,
) =>
  tx.run(sql`
    update entry_schedules
    set version = ${version}, locales = ${locales}, at = ${at}, etag = etag + 1
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const end = (tx: Tx, id: string, errors: FieldError[] | null) =>
  tx.run(sql`
    update entry_schedules
    set status = ${errors ? 'failed' : 'done'}, errors = ${errors && JSON.stringify(errors)}::jsonb, etag = etag + 1,
      ended_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const remove = (tx: Tx, id: string) =>
  tx.run(sql`delete from entry_schedules where site_id = ${tx.ctx.site.id} and id = ${id}`)

/** Keys of sites in which something is due. For the owner. */
export const sitesWithDue = (moment: Date) => sql`
  select distinct t.key
  from entry_schedules s
    join sites t on t.id = s.site_id
  where s.status = 'waiting' and s.at <= ${moment}
`

export const entryOf = async (tx: Tx, id: string): Promise<string | undefined> =>
  (
    await tx.maybeOne<{ entry_id: string }>(
      sql`select entry_id from entry_schedules where site_id = ${tx.ctx.site.id} and id = ${id}`,
    )
  )?.entry_id
