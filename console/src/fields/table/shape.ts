import type { Field } from '@dozo/content-model/definition'
import type { Table } from '@dozo/content-model/fields/table'

/** An empty table to begin with: as many rows as are asked for, two columns. */
export const startOf = (field: Field): Table => ({
  header: true,
  rows: Array.from({ length: Math.max(field.min ?? 0, 2) }, () => ['', '']),
})

/** The table without a row, or nothing when it was the last one. */
export const withoutRow = (table: Table, at: number): Table | undefined =>
  table.rows.length > 1 ? { ...table, rows: table.rows.toSpliced(at, 1) } : undefined

export const withoutColumn = (table: Table, at: number): Table | undefined =>
  (table.rows[0]?.length ?? 0) > 1
    ? { ...table, rows: table.rows.map((row) => row.toSpliced(at, 1)) }
    : undefined

export const withCell = (table: Table, row: number, column: number, text: string): Table => ({
  ...table,
  rows: table.rows.with(row, table.rows[row]!.with(column, text)),
})
