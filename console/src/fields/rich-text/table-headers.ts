import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

/** Whether the table around the selection begins with a row, and with a column, of headers. */
export function headersOf({ selection }: EditorState): { row: boolean; column: boolean } {
  const { $from } = selection
  let table: Node | undefined
  for (let depth = $from.depth; depth > 0 && !table; depth--)
    if ($from.node(depth).type.name === 'table') table = $from.node(depth)
  if (!table?.firstChild) return { row: false, column: false }
  const isHeader = (cell: Node | null) => cell === null || cell.type.name === 'tableHeader'
  return {
    row: table.firstChild.children.every(isHeader),
    // The corner is a header of both.
    column: table.children.slice(table.childCount > 1 ? 1 : 0).every((row) => isHeader(row.firstChild)),
  }
}
