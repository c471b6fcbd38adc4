// Conditions as rows of a form, and back. What rows cannot say is no less a condition: it is shown as it is written.
import type { Condition, Field } from '@dozo/content-model/definition'
import { ops, type Op } from '@dozo/content-model/query/ast'
import { fits, type Row } from './comparisons.ts'

/** All of the rows must hold, or any one of them. */
export type Rows = { match: 'all' | 'any'; rows: Row[] }

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The rows that say what a condition says; nothing when rows cannot. */
export function rowsOf(condition: unknown, fields: readonly Field[]): Rows | undefined {
  const found = isObject(condition) ? flat(condition) : condition === undefined ? none : undefined
  const shown = found?.rows.every((row) => {
    const field = fields.find(({ key }) => key === row.path)
    return !field || fits(field, row)
  })
  return shown ? found : undefined
}

const none: Rows = { match: 'all', rows: [] }

function flat(condition: Record<string, unknown>): Rows | undefined {
  if (!('or' in condition)) {
    const rows = allOf(condition)
    return rows && { match: 'all', rows }
  }
  const parts = condition['or']
  if (!Array.isArray(parts) || parts.length === 0 || Object.keys(condition).length > 1) return undefined
  const rows = parts.map((part) => allOf(part))
  return rows.every((own) => own?.length === 1)
    ? { match: 'any', rows: rows.flatMap((own) => own ?? []) }
    : undefined
}

/** Everything that must hold, however it is written down: side by side, in a list, several comparisons of one field. */
function allOf(part: unknown): Row[] | undefined {
  if (!isObject(part)) return undefined
  return joined(
    Object.entries(part).map(([key, value]) => {
      if (key === 'or' || key === 'not') return undefined
      if (key !== 'and') return testsOf(key, value)
      return Array.isArray(value) && value.length > 0 ? joined(value.map(allOf)) : undefined
    }),
  )
}

function testsOf(path: string, test: unknown): Row[] | undefined {
  if (!isObject(test)) return Array.isArray(test) ? undefined : [{ path, op: 'eq', value: test }]
  const entries = Object.entries(test)
  const known = entries.every(([op, value]) => ops.includes(op as Op) && !isObject(value))
  return known && entries.length > 0
    ? entries.map(([op, value]) => ({ path, op: op as Op, value }))
    : undefined
}

const joined = (parts: (Row[] | undefined)[]): Row[] | undefined =>
  parts.includes(undefined) ? undefined : parts.flatMap((rows) => rows ?? [])

/** The condition that rows say; nothing for no rows. */
export function conditionOf({ match, rows }: Rows): Condition | undefined {
  const parts = rows.map(({ path, op, value }) => ({ [path]: { [op]: value } }))
  if (match === 'any' && parts.length > 0) return { or: parts }
  return parts.length > 1 ? { and: parts } : parts[0]
}
