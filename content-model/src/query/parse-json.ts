import { issue, pointerPart, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { ops, type Filter, type Op, type ParsedQuery, type Scalar } from './ast.ts'

type Options = { variables?: boolean; at?: string }
type Result = { filter: Filter } | { issues: Issue[] }

const pathPattern = /^[a-z][a-zA-Z0-9_]*(\.[a-z][a-zA-Z0-9_]*){0,7}$/
const variables = ['member.id', 'member.groups', 'now']
const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * A filter tree, `{title: {contains: 'x'}, or: [{…}, {…}]}`: conditions side by side must all hold. `{title: 'x'}` is short for eq.
 * Values are never read as syntax. Issues point into the tree.
 */
export function parseFilter(tree: unknown, { variables: allowed = false, at = '' }: Options = {}): Result {
  const issues: Issue[] = []
  const counted = { conditions: 0, nodes: 0 }
  const filter = parseNode(tree, at, 0, { issues, counted, allowed })
  if (counted.conditions > limits.filterConditions) {
    issues.push(
      issue(at, 'too_many_conditions', { limit: limits.filterConditions, count: counted.conditions }),
    )
  }
  return issues.length > 0 ? { issues: issues.slice(0, 20) } : { filter }
}

type State = { issues: Issue[]; counted: { conditions: number; nodes: number }; allowed: boolean }
const nothing: Filter = { and: [] }

function parseNode(tree: unknown, at: string, depth: number, state: State): Filter {
  if (!isObject(tree)) return refuse(state, at, 'filter_shape')
  if (depth > limits.filterDepth)
    return refuse(state, at, 'filter_too_deep', { depth, limit: limits.filterDepth })
  // Empty nodes hold no condition, but each is a piece of SQL.
  if (++state.counted.nodes > limits.filterNodes) {
    const count = state.counted.nodes
    return refuse(state, at, 'too_many_nodes', { count, limit: limits.filterNodes })
  }
  const parts = Object.entries(tree).map(([key, value]): Filter => {
    const path = `${at}/${pointerPart(key)}`
    if (key === 'and' || key === 'or') return parseList(key, value, path, depth, state)
    if (key === 'not') return { not: parseNode(value, path, depth + 1, state) }
    if (!pathPattern.test(key)) return refuse(state, path, 'path_shape')
    return parseConditions(key, value, path, state)
  })
  return parts.length === 1 ? parts[0]! : { and: parts }
}

function parseList(key: 'and' | 'or', value: unknown, path: string, depth: number, state: State): Filter {
  if (!Array.isArray(value) || value.length === 0) return refuse(state, path, 'filter_list')
  if (value.length > limits.filterConditions) {
    return refuse(state, path, 'too_many_conditions', { limit: limits.filterConditions, count: value.length })
  }
  const parts = value.map((part, i) => parseNode(part, `${path}/${i}`, depth + 1, state))
  return key === 'and' ? { and: parts } : { or: parts }
}

function parseConditions(path: string, value: unknown, at: string, state: State): Filter {
  if (!isObject(value) || 'var' in value) return condition(path, 'eq', value, at, state)
  const entries = Object.entries(value)
  if (entries.length === 0) return refuse(state, at, 'filter_shape')
  const parts = entries.map(([op, operand]) =>
    ops.includes(op as Op)
      ? condition(path, op as Op, operand, `${at}/${op}`, state)
      : refuse(state, `${at}/${pointerPart(op)}`, 'op_unknown', {
          op: op.slice(0, 40),
          allowed: ops.join(', '),
        }),
  )
  return parts.length === 1 ? parts[0]! : { and: parts }
}

function condition(path: string, op: Op, value: unknown, at: string, state: State): Filter {
  state.counted.conditions++
  if (isObject(value)) {
    const named = value['var']
    if (state.allowed && Object.keys(value).length === 1 && variables.includes(String(named))) {
      return { path, op, value: { var: named as 'now' } }
    }
    return refuse(state, at, 'value_shape')
  }
  if (op === 'in' || op === 'nin') {
    if (!Array.isArray(value) || value.length === 0) return refuse(state, at, 'list_wanted')
    if (value.length > limits.filterListLength)
      return refuse(state, at, 'list_too_long', { limit: limits.filterListLength })
    return value.every(isScalar) ? { path, op, value } : refuse(state, at, 'value_shape')
  }
  return isScalar(value) ? { path, op, value } : refuse(state, at, 'value_shape')
}

const isScalar = (value: unknown): value is Scalar =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' &&
    value.length <= limits.filterValueLength &&
    !value.includes('\0') &&
    value.isWellFormed())

function refuse(state: State, at: string, code: string, params?: Issue['params']): Filter {
  state.issues.push(issue(at, code, params))
  return nothing
}

/** A whole query as JSON, the same tree as the query string's. */
export function parseQueryJson(body: unknown): { query: ParsedQuery; issues: Issue[] } {
  // No prototype: a parameter called `__proto__` is one more unknown name, not a silent nothing.
  const query: ParsedQuery = { other: Object.create(null) as Record<string, string> }
  if (!isObject(body)) return { query, issues: [issue('', 'filter_shape')] }
  const issues: Issue[] = []
  for (const [key, value] of Object.entries(body)) {
    const at = `/${pointerPart(key)}`
    if (key === 'filter') {
      const parsed = parseFilter(value, { at })
      if ('issues' in parsed) issues.push(...parsed.issues)
      else query.filter = parsed.filter
    } else if (key === 'fields' || key === 'sort') {
      const names = typeof value === 'string' ? value.split(',') : value
      if (Array.isArray(names) && names.every((name) => typeof name === 'string'))
        query[key] = names.map((name: string) => name.trim())
      else issues.push(issue(at, 'wrong_type', { expected: 'title,date' }))
    } else if (key === 'page') issues.push(...readPage(value, query))
    else issues.push(...readWord(key, value, query, at))
  }
  return { query, issues }
}

function readPage(value: unknown, query: ParsedQuery): Issue[] {
  if (!isObject(value)) return [issue('/page', 'wrong_type', { expected: '{size, after}' })]
  return Object.entries(value).flatMap(([key, own]) => {
    const text = typeof own === 'number' ? String(own) : own
    if (key === 'size' && typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text)) query.size = Number(text)
    else if (key === 'after' && typeof own === 'string' && own.length <= 4000) query.after = own
    else if (key === 'size') return [issue('/page/size', 'page_size', { limit: limits.pageSize })]
    else
      return [
        issue(`/page/${pointerPart(key)}`, key === 'after' ? 'bad_cursor' : 'parameter_unknown', {
          name: key.slice(0, 40),
        }),
      ]
    return []
  })
}

function readWord(key: string, value: unknown, query: ParsedQuery, at: string): Issue[] {
  if (typeof value !== 'string') return [issue(at, 'parameter_unknown', { name: key.slice(0, 100) })]
  if (key === 'locale') query.locale = value
  else if (key === 'fallback' && (value === 'none' || value === 'default')) query.fallback = value
  else if (key === 'fallback') return [issue(at, 'not_an_option', { allowed: 'none, default' })]
  else if (key === 'count' && (value === 'exact' || value === 'estimated')) query.count = value
  else if (key === 'count') return [issue(at, 'not_an_option', { allowed: 'exact, estimated' })]
  else query.other[key] = value
  return []
}
