import type { Ctx } from '#platform/ctx.ts'
import { createCtx } from '#platform/ctx.ts'
import { invalid, notFound } from '#platform/errors.ts'
import type { Grant } from '#platform/rights.ts'
import { say, type Words } from '#platform/words.ts'
import { nearest } from '#lib/nearest.ts'
import { isUuid } from '#lib/uuid.ts'
import { typeNamed } from '#features/content-types/service.ts'
import * as entries from '#features/entries/service.ts'
import * as groups from '#features/groups/service.ts'
import { why } from './words.ts'
import * as sql from './sql.ts'
import type { PermissionExplained, PermissionQuery } from './schema.ts'

type Judged = { group: string; grant: Grant; holds: boolean; said: Words; fields: readonly string[] | null }

/** May this member do that, and which grant of which group says so? */
export async function explainPermission(ctx: Ctx, query: PermissionQuery): Promise<PermissionExplained> {
  const known = groups.permissions(ctx.app).map(({ name }) => name)
  if (!known.includes(query.permission)) {
    const near = nearest(query.permission, known) ?? known[0]!
    throw invalid([
      { path: '/permission', code: 'permission_unknown', params: { name: query.permission, nearest: near } },
    ])
  }
  const [member] = await sql.memberNamed(
    ctx,
    isUuid(query.member) ? { id: query.member } : { email: query.member },
  )
  if (!member) throw notFound()
  // Whether it meets a condition tells what is in it: that is for those who may read it.
  if (query.entry !== undefined && (await entries.covered(ctx, 'entries.read', query.entry)) !== 'yes')
    throw notFound()
  const given = await sql.grantsOf(ctx, member.id)
  const judged: Judged[] = []
  for (const { group, grants } of given)
    for (const grant of grants)
      if (grant.permission === '*' || grant.permission === query.permission)
        judged.push(await judge(ctx, query, member, group, grant))
  const holding = judged.filter(({ holds }) => holds)
  const allowed = member.status === 'active' && holding.length > 0
  const fields = holding.some((one) => one.fields === null)
    ? null
    : [...new Set(holding.flatMap((one) => one.fields ?? []))]
  const told = (words: Words) => say(words, ctx.language)
  return {
    allowed,
    why: told(reasonOf(member.status, judged, holding)),
    member,
    fields: allowed ? fields : null,
    grants: judged.map(({ group, grant, holds, said }) => ({
      group,
      grant: { ...grant },
      holds,
      why: told(said),
    })),
  }
}

function reasonOf(status: string, judged: readonly Judged[], holding: readonly Judged[]): Words {
  if (status !== 'active') return why.suspended
  if (holding.some(({ grant }) => grant.permission === '*')) return why.everything
  if (judged.length === 0) return why.none
  return holding.length > 0 ? why.allowed : why.notHere
}

async function judge(
  ctx: Ctx,
  { permission, type: key, entry }: PermissionQuery,
  member: sql.MemberRow,
  group: string,
  grant: Grant,
): Promise<Judged> {
  const judged = (holds: boolean, said: Words): Judged => ({
    group,
    grant,
    holds,
    said,
    fields: grant.fields ?? null,
  })
  if (grant.permission === '*') return judged(true, why.holds)
  const type = key === undefined ? undefined : await typeNamed(ctx, key)
  if (type && grant.types && !grant.types.includes(type.definition.key)) return judged(false, why.otherType)
  const depends = grant.own !== undefined || grant.condition !== undefined
  if (!depends) return judged(true, why.holds)
  if (entry === undefined) return judged(true, why.perhaps)
  const actor = {
    kind: 'member' as const,
    siteId: ctx.site.id,
    siteKey: ctx.site.key,
    id: member.id,
    name: member.name,
  }
  const alone = createCtx({ ...ctx, actor, rights: { everything: false, grants: [grant] } })
  const found = await entries.covered(alone, permission, entry)
  if (found === 'broken') return judged(false, why.broken)
  if (found === 'yes') return judged(true, why.holds)
  return judged(false, grant.own ? why.notOwn : why.condition)
}
