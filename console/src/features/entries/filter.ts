// The filter of a list: clauses that must all hold, each of them conditions of which one must. What says more than that stays what it is.
import type { Field } from '@dozo/client'

export type Condition = { path: string; op: string; value: string }
/** `raw`: a filter in the grammar of queries that cannot be drawn: it is shown as text, and asked as it is. */
export type Clause = { any: Condition[] } | { raw: Filter }
type Filter = Record<string, unknown>

/** As the query grammar takes them. */
export function toFilter(clauses: readonly Clause[], fields: readonly Field[]): Filter {
  const typed = ({ path, op, value }: Condition): unknown => {
    if (op === 'exists') return value !== 'false'
    const type = fields.find((field) => field.key === path)?.type
    if (type === 'number' || path === 'number') return Number(value.normalize('NFKC'))
    if (type === 'boolean') return value === 'true'
    return value
  }
  const one = (condition: Condition) => ({ [condition.path]: { [condition.op]: typed(condition) } })
  const all = clauses.map((clause) => {
    if ('raw' in clause) return clause.raw
    const [first, ...others] = clause.any.map(one)
    return others.length === 0 ? first! : { or: [first, ...others] }
  })
  return all.length > 0 ? { and: all } : {}
}

/** The other way round, whatever it says. */
export function fromFilter(filter: Filter): Clause[] {
  const keys = Object.keys(filter)
  if (keys.length === 0) return []
  const parts = keys.length === 1 && Array.isArray(filter['and']) ? filter['and'] : [filter]
  return parts.every(isFilter) ? parts.map(clauseOf) : [{ raw: filter }]
}

const isFilter = (part: unknown): part is Filter =>
  part !== null && typeof part === 'object' && !Array.isArray(part)

function clauseOf(part: Filter): Clause {
  const parts = Object.keys(part).length === 1 && Array.isArray(part['or']) ? part['or'] : [part]
  const any = parts.flatMap((one) => (isFilter(one) ? (conditionOf(one) ?? []) : []))
  return any.length > 0 && any.length === parts.length ? { any } : { raw: part }
}

/** One field, one comparison, one value. */
function conditionOf(part: Filter): Condition | undefined {
  const [[path, test] = [], ...others] = Object.entries(part)
  if (path === undefined || others.length > 0 || ['and', 'or', 'not'].includes(path) || !isFilter(test))
    return undefined
  const [[op, value] = [], ...more] = Object.entries(test)
  if (op === undefined || more.length > 0 || typeof value === 'object') return undefined
  return { path, op, value: String(value) }
}

/** As they stand in the address: a clause of one condition is that condition. */
export const writeClauses = (clauses: readonly Clause[]): string | undefined =>
  clauses.length === 0
    ? undefined
    : JSON.stringify(
        clauses.map((clause) => ('any' in clause && clause.any.length === 1 ? clause.any[0] : clause)),
      )

/** Undefined for what is no filter at all. */
export function readClauses(text: string | undefined): Clause[] | undefined {
  if (text === undefined) return []
  try {
    const found = JSON.parse(text) as unknown
    const clauses = Array.isArray(found) ? found.map(readClause) : []
    return Array.isArray(found) && clauses.every((one) => one !== undefined) ? clauses : undefined
  } catch {
    return undefined
  }
}

function readClause(said: unknown): Clause | undefined {
  if (!isFilter(said)) return undefined
  if (isFilter(said['raw'])) return { raw: said['raw'] }
  const any = (Array.isArray(said['any']) ? said['any'] : [said]).map(readCondition)
  return any.length > 0 && any.every((one) => one !== undefined) ? { any } : undefined
}

const readCondition = (said: unknown): Condition | undefined =>
  isFilter(said) && typeof said['path'] === 'string'
    ? { path: said['path'], op: String(said['op']), value: String(said['value']) }
    : undefined
