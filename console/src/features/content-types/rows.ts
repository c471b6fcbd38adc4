// Fields, kinds, choices and rules are values: each change makes a new object, and none of them has an id. Which row of the editor one is,
// is kept beside it; unlike state, that outlives a field that is folded meanwhile.
import type { Field } from '@dozo/content-model/definition'
import { isUse } from '@dozo/content-model/shared-kinds'
import { createContext } from 'react'

const ids = new WeakMap<object, number>()
let last = 0

export function rowId(row: object): number {
  const id = ids.get(row) ?? ++last
  ids.set(row, id)
  return id
}

/** The rows with one of them changed; it stays the row that it is. */
export function withRow<T extends object>(rows: readonly T[], i: number, next: T): T[] {
  ids.set(next, rowId(rows[i]!))
  return rows.with(i, next)
}

/** The rows of all fields and kinds, at any depth. */
export const rowsIn = (fields: readonly Field[]): number[] =>
  fields.flatMap((field) => [
    rowId(field),
    ...rowsIn(field.fields ?? []),
    ...(field.kinds ?? []).flatMap((kind) => [rowId(kind), ...(isUse(kind) ? [] : rowsIn(kind.fields))]),
  ])

/** The rows that the server has: another key would take away what is kept under theirs. */
export const KnownRows = createContext<ReadonlySet<number>>(new Set())
