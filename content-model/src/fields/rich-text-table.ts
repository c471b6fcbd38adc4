import { issue, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { isObject } from './object-value.ts'

type Cell = { attrs?: unknown }
type Row = { content?: unknown }

/**
 * What is wrong with the shape of a table: every place of its grid belongs to one cell, also where cells are joined. An editor mends
 * anything else by itself when it opens the text, and somebody who only looked would have changed it.
 */
export function checkTableShape(table: Row, at: string): Issue[] {
  const rows = listOf(table.content)
  if (rows.length === 0 || rows.length > limits.tableRows) return [wrongShape(at)]
  /** For each column, how many further rows the cell above reaches into. */
  let reaching: number[] = []
  let width = 0
  for (const [i, row] of rows.entries()) {
    const next = placed(listOf((row as Row | null)?.content), reaching, rows.length - i)
    if (!next || next.length > limits.tableColumns || (i > 0 && next.length !== width))
      return [wrongShape(`${at}/content/${i}`)]
    width = next.length
    reaching = next.map((left) => left - 1)
  }
  return width === 0 ? [wrongShape(at)] : []
}

const wrongShape = (at: string) =>
  issue(at, 'rich_text_table', { rows: limits.tableRows, columns: limits.tableColumns })
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** The columns of one row, with the number of rows that each is taken for; nothing when its cells do not fit. */
function placed(cells: readonly unknown[], above: readonly number[], rowsLeft: number): number[] | undefined {
  if (cells.length > limits.tableColumns) return undefined
  const columns = above.map((left) => Math.max(0, left))
  let at = 0
  for (const cell of cells) {
    const [across, down] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')]
    if (!across || !down || across > limits.tableColumns || down > rowsLeft) return undefined
    while ((columns[at] ?? 0) > 0) at++
    for (const end = at + across; at < end; at++) {
      if ((columns[at] ?? 0) > 0) return undefined
      columns[at] = down
    }
  }
  return columns.some((left) => left === 0) ? undefined : columns
}

/** How far a cell reaches: 1 where nothing is said, nothing where it is no such number. */
function spanOf(cell: unknown, name: 'colspan' | 'rowspan'): number | undefined {
  const attrs = isObject(cell) ? (cell as Cell).attrs : undefined
  const span = (isObject(attrs) ? attrs[name] : undefined) ?? 1
  return Number.isSafeInteger(span) && (span as number) >= 1 ? (span as number) : undefined
}
