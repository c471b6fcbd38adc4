// Every change has its record, written in the same transaction; nobody changes or deletes records, not even the application.
import sql, { empty } from 'sql-template-tag'
import type { Ctx } from '#platform/ctx.ts'
import { Page } from '#platform/feature.ts'
import { firstUuidAt } from '#lib/uuid.ts'
import { personalReader } from './keys.ts'
import type { AuditQuery, AuditRecord } from './schema.ts'

type Row = {
  id: string
  at: Date
  action: string
  result: 'done' | 'refused' | 'failed'
  actor_kind: string
  actor_site_id: string | null
  actor_id: string | null
  subject_type: string
  subject_id: string
  changes: { label?: string; changes?: Record<string, unknown> } | null
  actor_personal: Buffer | null
  subject_personal: Buffer | null
  subject_member_id: string | null
  request_id: string | null
  sealed: boolean
}

/** Newest first. */
export async function list(ctx: Ctx, query: AuditQuery): Promise<Page> {
  const size = query.size ?? 50
  const rows = await ctx.read<Row>(sql`
    select r.id, r.at, r.action, r.result, r.actor_kind, r.actor_site_id, r.actor_id, r.subject_type, r.subject_id, r.changes,
      r.actor_personal, r.subject_personal, r.subject_member_id, r.request_id,
      exists (select from audit_chain c where c.site_id = r.site_id and c.record_id = r.id) as sealed
    from audit_records r
    where r.site_id = ${ctx.site.id}
      ${query.after ? sql`and r.id < ${query.after}` : empty}
      ${query.action ? sql`and r.action = ${query.action}` : empty}
      ${query.member ? sql`and r.actor_id = ${query.member}` : empty}
      ${query.subjectType ? sql`and r.subject_type = ${query.subjectType}` : empty}
      ${query.subjectType && query.subject ? sql`and r.subject_id = ${query.subject}` : empty}
      ${query.from ? sql`and r.id >= ${firstUuidAt(Date.parse(query.from))}` : empty}
      ${query.before ? sql`and r.id < ${firstUuidAt(Date.parse(query.before))}` : empty}
    order by r.id desc
    limit ${size + 1}
  `)
  const people = rows.flatMap((row) => [row.actor_id, row.subject_member_id]).filter((id) => id !== null)
  const read = await personalReader(ctx, [...new Set(people)])
  const next = rows.length > size ? rows[size - 1]!.id : null
  return new Page(
    rows.slice(0, size).map((row) => toRecord(row, read)),
    { page: { size, next } },
  )
}

function toRecord(row: Row, read: Awaited<ReturnType<typeof personalReader>>): AuditRecord {
  const actor = read(row.actor_id, row.actor_personal)
  const subject = { ...row.changes, ...read(row.subject_member_id, row.subject_personal) } as NonNullable<
    Row['changes']
  >
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    result: row.result,
    actor: {
      kind: row.actor_kind,
      ...(row.actor_site_id ? { siteId: row.actor_site_id } : {}),
      ...(row.actor_id ? { id: row.actor_id } : {}),
      ...(typeof actor['name'] === 'string' ? { name: actor['name'] } : {}),
    },
    subject: {
      type: row.subject_type,
      id: row.subject_id,
      ...(subject.label ? { label: subject.label } : {}),
    },
    changes: subject.changes ?? null,
    ...(typeof actor['ip'] === 'string' && actor['ip'] ? { ip: actor['ip'] } : {}),
    requestId: row.request_id,
    sealed: row.sealed,
  }
}
export { verify } from './verify.ts'
