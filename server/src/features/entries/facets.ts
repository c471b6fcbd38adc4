// Of all that a search finds, how many there are of each kind: for the lists beside the hits by which readers narrow them down.
import { bindGroups, type Group } from '@dozo/content-model/query/aggregate'
import type { Binding } from '@dozo/content-model/query/bind-filter'
import { limits } from '@dozo/content-model/limits'
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import { aggregateRows, groupValue, type Counting } from './aggregate.ts'
import type { Delivered } from './read-live.ts'

const mostValues = 50

/** Throws 400 that names the parameter. */
export function boundFacets(
  { type, model, bound }: Delivered,
  asked: string | undefined,
  counting: Counting,
): Group[] {
  const binding: Binding = { model, audience: 'delivery', issues: [], cost: bound.cost, ...counting }
  const groups = bindGroups('/facets', asked, limits.facets, type, binding)
  if (binding.cost > limits.queryCost)
    binding.issues.push({
      path: '',
      code: 'query_too_costly',
      params: { cost: binding.cost, limit: limits.queryCost },
    })
  if (binding.issues.length > 0) throw new Problem(400, 'bad_query', { errors: binding.issues.slice(0, 20) })
  return groups
}

export type Facets = Record<string, { value: unknown; count: number }[]>

/** By field, the largest first; hits without a value are in none. */
export async function countFacets(
  ctx: Ctx,
  delivered: Delivered,
  groups: readonly Group[],
  among: string[],
): Promise<Facets> {
  const counted = { ...delivered, bound: { ...delivered.bound, size: mostValues, after: null } }
  const all = await Promise.all(
    groups.map(async (group) => {
      const aggregate = { groups: [group], measures: [], order: { by: 'count' as const, descending: true } }
      const rows = among.length === 0 ? [] : await aggregateRows(ctx, counted, aggregate, among)
      const values = rows.map((row) => ({ value: groupValue(group, row['g0']), count: row.count }))
      return [group.by, values.filter(({ value }) => value !== null).slice(0, mostValues)] as const
    }),
  )
  return Object.fromEntries(all)
}
