// Rights on entries are conditions and fields: they go into the SQL, never over its result. A condition that cannot be bound any more
// (its field is gone) grants nothing.
import { isVariable } from '@dozo/content-model/query/ast'
import { bindFilter, leavesOf, type Binding } from '@dozo/content-model/query/bind-filter'
import { filledIn, matches, type Seen, type Variables } from '@dozo/content-model/query/matches'
import { parseFilter } from '@dozo/content-model/query/parse-json'
import type { BoundFilter, Leaf, Model, ModelType } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { forbidden } from '#platform/errors.ts'
import { grantsOf } from '#platform/rights.ts'

type Part = { filter: BoundFilter; fields: readonly string[] | null }

/** What a caller may do with the entries of one type. */
export type Access = {
  allowed: boolean
  /** To be ANDed into every statement; nothing: all entries. */
  filter: BoundFilter | null
  /** Fields readable whichever grant applies: the only ones that may be filtered and sorted by. */
  readable(field: string): boolean
  /** Fields of one entry, by the grants that apply to it; nothing: all. */
  fieldsOf(seen: Seen): ReadonlySet<string> | null
  /** Do the grants cover this one entry? */
  covers(seen: Seen): boolean
}

const everything: Access = {
  allowed: true,
  filter: null,
  readable: () => true,
  fieldsOf: () => null,
  covers: () => true,
}

export function accessTo(ctx: Ctx, permission: string, type: ModelType, model: Model): Access {
  const grants = grantsOf(ctx.rights, permission, type.definition.key)
  if (grants.some((grant) => !grant.own && !grant.condition && !grant.fields)) return everything
  const variables = variablesOf(ctx)
  const parts = grants.flatMap((grant): Part[] => {
    const own = grant.own ? ownFilter(variables['member.id']) : null
    const condition =
      grant.condition === undefined ? null : bindCondition(ctx, grant.condition, type, model, variables)
    if (own === undefined || condition === undefined) return []
    return [
      { filter: { and: [own, condition].filter((part) => part !== null) }, fields: grant.fields ?? null },
    ]
  })
  const open = parts.some((part) => 'and' in part.filter && part.filter.and.length === 0)
  const applying = (seen: Seen) => parts.filter((part) => matches(part.filter, seen, variables))
  return {
    allowed: parts.length > 0,
    filter: open ? null : { or: parts.map((part) => part.filter) },
    readable: (field) => parts.every((part) => part.fields === null || part.fields.includes(field)),
    covers: (seen) => applying(seen).length > 0,
    fieldsOf(seen) {
      const found = applying(seen)
      return found.some((part) => part.fields === null)
        ? null
        : new Set(found.flatMap((part) => part.fields ?? []))
    },
  }
}

/** As `accessTo`; 403 when there is no grant at all. */
export function accessOrRefuse(ctx: Ctx, permission: string, type: ModelType, model: Model): Access {
  const access = accessTo(ctx, permission, type, model)
  if (!access.allowed) throw forbidden(permission)
  return access
}

const variablesOf = (ctx: Ctx): Variables => ({
  'member.id': ctx.actor.kind === 'member' ? ctx.actor.id : null,
  'member.groups': [],
  now: ctx.now().toISOString(),
})

function ownFilter(memberId: string | null): BoundFilter | undefined {
  if (memberId === null) return undefined
  const target = { kind: 'attribute', name: 'createdBy', column: 'created_by_id', value: 'id' } as const
  return { hops: [], targets: [target], op: 'eq', value: memberId }
}

function bindCondition(
  { site: { timeZone } }: Ctx,
  tree: unknown,
  type: ModelType,
  model: Model,
  variables: Variables,
): BoundFilter | undefined {
  const parsed = parseFilter(tree, { variables: true })
  if ('issues' in parsed) return undefined
  const binding: Binding = { model, audience: 'management', timeZone, issues: [], cost: 0 }
  const bound = bindFilter(parsed.filter, type, binding)
  const overRelation = leavesOf(bound).some(
    (leaf) =>
      leaf.hops.length > 0 || leaf.targets.some(({ kind }) => kind === 'values' || kind === 'reverse'),
  )
  return binding.issues.length > 0 || overRelation ? undefined : fillIn(bound, variables)
}

/** Variables become plain values, so that the SQL and the look in memory see the same. */
function fillIn(filter: BoundFilter, variables: Variables): BoundFilter {
  if ('and' in filter) return { and: filter.and.map((part) => fillIn(part, variables)) }
  if ('or' in filter) return { or: filter.or.map((part) => fillIn(part, variables)) }
  if ('not' in filter) return { not: fillIn(filter.not, variables) }
  return isVariable(filter.value) ? filledLeaf(filter, variables) : filter
}

function filledLeaf(leaf: Leaf, variables: Variables): BoundFilter {
  const value = filledIn(leaf.value, variables)
  // Nobody is never equal to anything: a condition on a person who is not there does not hold.
  if (value === null || (Array.isArray(value) && value.length === 0)) return { or: [] }
  return Array.isArray(value) && leaf.op === 'eq' ? { ...leaf, op: 'in', value } : { ...leaf, value }
}
