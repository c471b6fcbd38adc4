// What a condition says about the walk along the index of the first sort key.
import type { BoundFilter, Leaf, SortKey } from '@dozo/content-model/query/model'

/** Is there a value to sort by in everything that the condition lets through? Then those without one need not be looked for. */
export function hasSortValue(filter: BoundFilter, key: SortKey): boolean {
  if ('and' in filter) return filter.and.some((part) => hasSortValue(part, key))
  if ('or' in filter) return filter.or.every((part) => hasSortValue(part, key))
  return isBound(filter, key)
}

/** Are all of its conditions ends of the walk? Then the walk is the best way whatever the values are, and one plan serves them all. */
export function onlyBounds(filter: BoundFilter, key: SortKey | undefined): boolean {
  if ('and' in filter) return filter.and.every((part) => onlyBounds(part, key))
  return key !== undefined && isBound(filter, key)
}

/** Does it ask for one entry by its name, whatever else it asks of it? */
export function namesOne(filter: BoundFilter): boolean {
  if ('and' in filter) return filter.and.some(namesOne)
  if ('or' in filter || 'not' in filter) return false
  const [target] = filter.targets
  const named = target?.kind === 'attribute' && (target.name === 'id' || target.name === 'key')
  return named && filter.op === 'eq' && filter.hops.length === 0
}

function isBound(filter: BoundFilter, { target: sorted }: SortKey): boolean {
  if ('or' in filter || 'and' in filter || 'not' in filter) return false
  const [target, ...others] = filter.targets
  return (
    bounds.includes(filter.op) &&
    filter.hops.length === 0 &&
    others.length === 0 &&
    (target?.kind === 'column' || target?.kind === 'attribute') &&
    target.kind === sorted.kind &&
    target.column === sorted.column
  )
}

const bounds: readonly Leaf['op'][] = ['eq', 'lt', 'lte', 'gt', 'gte']
