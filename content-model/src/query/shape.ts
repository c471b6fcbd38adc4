import type { BoundFilter, BoundQuery, Leaf, Selection, Target } from './model.ts'

/**
 * The shape of a query: everything its SQL text depends on, nothing of its values. Two queries of one shape are one prepared statement
 * and one line of the metrics. Stable as long as the definition is.
 */
export function shapeOf(query: BoundQuery): string {
  const { type, filter, sort, selection, after } = query
  const order = sort.map(({ name, descending }) => (descending ? `-${name}` : name)).join(',')
  // Behind a cursor the conditions depend on which of its values are empty.
  const from = after ? after.values.map((value) => (value === null ? '0' : '1')).join('') || 'id' : ''
  const flags = `${query.count ? 'count' : ''};${query.fallback === null ? '' : 'fallback'}`
  return [
    type.definition.key,
    filter ? filterShape(filter) : '',
    order,
    selectionShape(selection),
    from,
    flags,
  ].join('|')
}

export function filterShape(filter: BoundFilter): string {
  if ('and' in filter) return `and(${filter.and.map(filterShape).join(',')})`
  if ('or' in filter) return `or(${filter.or.map(filterShape).join(',')})`
  return 'not' in filter ? `not(${filterShape(filter.not)})` : leafShape(filter)
}

function leafShape({ hops, targets, op, value }: Leaf): string {
  const way = hops.map(({ from, field }) => `${from.definition.key}.${field.key}>`).join('')
  // `exists` has two texts: its operand is a word of the grammar, not a value.
  return `${way}${targets.map(targetShape).join('+')}:${op === 'exists' ? `exists=${String(value)}` : op}`
}

const targetShape = (target: Target): string =>
  target.kind === 'attribute'
    ? `@${target.name}`
    : `${target.type.definition.key}.${target.field.key}/${target.kind === 'column' ? target.column : target.kind}`

function selectionShape({ attributes, fields }: Selection): string {
  const own = attributes ? [...attributes].sort().join(',') : '*'
  const inner = [...fields].map(([key, wanted]) => (wanted ? `${key}(${selectionShape(wanted)})` : key))
  return `${own};${inner.sort().join(',')}`
}
