import { sortKey } from '../field-type.ts'
import { typeOf } from '../fields/index.ts'
import type { Op, Operand, Scalar } from './ast.ts'
import { isVariable } from './ast.ts'
import type { BoundFilter, Leaf } from './model.ts'

/** An entry as conditions see it: attributes by name, and index values or refs by field. */
export type Seen = { attribute(name: string): Scalar; value(field: string): unknown }
export type Variables = { 'member.id': string | null; 'member.groups': string[]; now: string }

/** Whether a condition without hops holds for one entry, in memory; the same answer as its SQL gives. */
export function matches(filter: BoundFilter, seen: Seen, variables: Variables): boolean {
  if ('and' in filter) return filter.and.every((part) => matches(part, seen, variables))
  if ('or' in filter) return filter.or.some((part) => matches(part, seen, variables))
  if ('not' in filter) return !matches(filter.not, seen, variables)
  return leafMatches(filter, seen, variables)
}

function leafMatches(leaf: Leaf, seen: Seen, variables: Variables): boolean {
  if (leaf.hops.length > 0) throw new Error('a condition over a relation cannot be looked at in memory')
  const target = leaf.targets[0]!
  const wanted = filledIn(leaf.value, variables)
  if (target.kind === 'attribute') return compare(leaf.op, seen.attribute(target.name), wanted)
  if (target.kind === 'reverse') throw new Error('what points to an entry cannot be looked at in memory')
  const type = typeOf(target.field)
  const value = seen.value(target.field.key)
  const empty = value === undefined || value === null
  if (target.kind === 'refs') return setMatches(leaf.op, empty ? [] : type.refs(value, target.field), wanted)
  const exact = target.kind === 'values' || (type.isFolded && ['eq', 'ne', 'in', 'nin'].includes(leaf.op))
  const own = empty ? null : exact ? String(value) : type.indexValue(value, target.field)
  // A key is cut; what a text contains is asked of the whole of it.
  if (leaf.op === 'contains' && own !== null) return fold(String(value)).includes(fold(String(wanted)))
  return compare(leaf.op, own, exact ? wanted : folded(type.isFolded, wanted))
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()
const folded = (isFolded: boolean, wanted: Operand): Operand =>
  isFolded && typeof wanted === 'string' ? sortKey(wanted) : wanted

function setMatches(op: Op, values: string[], wanted: Operand): boolean {
  const list = (Array.isArray(wanted) ? wanted : [wanted]).map(String)
  const any = values.some((value) => list.includes(value))
  if (op === 'exists') return values.length > 0 === wanted
  return op === 'eq' || op === 'in' ? any : !any
}

function compare(op: Op, own: Scalar, wanted: Operand): boolean {
  const list = (Array.isArray(wanted) ? wanted : [wanted]) as Scalar[]
  if (op === 'exists') return (own !== null) === wanted
  if (op === 'eq' || op === 'in') return own !== null && list.includes(own)
  if (op === 'ne' || op === 'nin') return own === null || !list.includes(own)
  const [one] = list
  if (own === null || one === null || one === undefined) return false
  if (op === 'contains') return String(own).includes(String(one))
  if (op === 'startsWith') return String(own).startsWith(String(one))
  const order = inOrder(own, one)
  if (op === 'lt') return order < 0
  if (op === 'lte') return order <= 0
  return op === 'gt' ? order > 0 : order >= 0
}

/** Texts in the order of their code points, as `collate "C"` has them; JavaScript's own order puts 𠮷 before ﾊ. */
function inOrder(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a !== 'string' || typeof b !== 'string') return a < b ? -1 : a > b ? 1 : 0
  const [left, right] = [[...a], [...b]]
  const at = left.findIndex((character, i) => character !== right[i])
  if (at < 0) return left.length - right.length
  return (left[at]!.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1)
}

export function filledIn(value: Operand, variables: Variables): Operand {
  if (!isVariable(value)) return value
  return variables[value.var]
}
