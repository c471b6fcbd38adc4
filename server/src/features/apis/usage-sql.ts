import sql from 'sql-template-tag'
import type { Ctx } from '#platform/ctx.ts'
import type { Database } from '#platform/db/database.ts'
import type { Uses } from './usage.ts'

type Plain = Parameters<Parameters<Database['tx']>[1]>[0]

/** Endpoints that were deleted meanwhile are left out. */
export const addUses = (
  tx: Plain,
  siteId: string,
  taken: readonly { uses: Uses; calls: number; lastAt: Date }[],
) =>
  tx.run(sql`
    insert into endpoint_usage as u (site_id, endpoint_id, day, calls, last_used_at)
    select ${siteId}, e.id, (t.at at time zone t.zone)::date, t.calls, t.at
    from unnest(
        ${taken.map(({ uses }) => uses.endpointId)}::uuid[], ${taken.map(({ calls }) => calls)}::integer[],
        ${taken.map(({ lastAt }) => lastAt)}::timestamptz[], ${taken.map(({ uses }) => uses.timeZone)}::text[]
      ) t (endpoint_id, calls, at, zone)
      join endpoints e on e.site_id = ${siteId} and e.id = t.endpoint_id
    on conflict (site_id, endpoint_id, day) do update
    set calls = u.calls + excluded.calls, last_used_at = greatest(u.last_used_at, excluded.last_used_at)
  `)

type UsageRow = { endpoint_id: string; day: string; calls: number; last_used_at: Date }

/** The newest day of each endpoint first. */
export const usage = (ctx: Ctx, apiId: string) =>
  ctx.read<UsageRow>(sql`
    select u.endpoint_id, u.day::text as day, u.calls::int as calls, u.last_used_at
    from endpoint_usage u
      join endpoints e on e.site_id = u.site_id and e.id = u.endpoint_id
    where u.site_id = ${ctx.site.id} and e.api_id = ${apiId}
    order by u.endpoint_id, u.day desc
  `)

export const removeOldDays = (before: Date) => sql`delete from endpoint_usage where day < ${before}::date`
