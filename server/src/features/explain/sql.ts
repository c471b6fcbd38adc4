import sql from 'sql-template-tag'
import type { Ctx } from '#platform/ctx.ts'
import type { Grant } from '#platform/rights.ts'

export type MemberRow = { id: string; name: string; status: string }

export const memberNamed = (
  ctx: Ctx,
  { id = null, email = null }: { id?: string | null; email?: string | null },
) =>
  ctx.read<MemberRow>(sql`
    select id, name, status
    from members
    where site_id = ${ctx.site.id} and (id = ${id}::uuid or email = lower(${email}::text))
  `)

export const grantsOf = (ctx: Ctx, memberId: string) =>
  ctx.read<{ group: string; grants: Grant[] }>(sql`
    select g.key as "group", g.grants
    from member_groups mg
      join groups g on g.site_id = mg.site_id and g.id = mg.group_id
    where mg.site_id = ${ctx.site.id} and mg.member_id = ${memberId}
    order by g.key
  `)

export type RefusalRow = {
  at: Date
  door: 'console' | 'site'
  method: string
  path: string
  status: number
  code: string
  params: Record<string, unknown>
  errors: { path: string; code: string; params?: Record<string, unknown> }[]
}

export const refusal = (ctx: Ctx, requestId: string) =>
  ctx.read<RefusalRow>(sql`
    select at, door, method, path, status, code, params, errors
    from refusals
    where site_id = ${ctx.site.id} and request_id = ${requestId}
  `)
