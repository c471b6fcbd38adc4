import { limits } from '@dozo/content-model/limits'
import type { Block, Cell } from './block.ts'
import { blocksOf, type Place } from './convert.ts'
import { lookWithin } from './inline.ts'
import { styleOf } from './styles.ts'
import type { Tree } from './tree.ts'

type Row = { row: Tree; header: boolean }

/** A table; or what stands in one that only lays out, or stands within another: its words in their order. */
export function tableOf(table: Tree, place: Place): Block[] {
  const captions = elements(table).filter(({ tag }) => tag === 'caption')
  const before = captions.flatMap((caption) => blocksOf(caption.children, place))
  const rows = rowsOf(table, false)
  const cells = rows.map(({ row, header }) => cellsOf(row, header, { ...place, inTable: true }))
  const full = cells.filter((row) => row.length > 0)
  const isLayout = ['presentation', 'none'].includes(table.attrs['role'] ?? '') || full.flat().length === 1
  if (place.inTable || isLayout) return [...before, ...full.flat().flatMap(({ blocks }) => blocks)]
  return full.length === 0 ? before : [...before, { kind: 'table', rows: withHeader(withinWidth(full)) }]
}

/** Cells that reach over "all columns" say so with any large number. */
const anyLarge = 20

function withinWidth(rows: Cell[][]): Cell[][] {
  const widthOf = (row: readonly Cell[]) => row.reduce((sum, { colspan }) => sum + colspan, 0)
  const plain = rows.filter((row) => row.every(({ colspan }) => colspan <= anyLarge))
  const width = Math.max(1, ...plain.map(widthOf))
  return rows.map((row) =>
    plain.includes(row)
      ? row
      : row.map((cell) =>
          cell.colspan <= anyLarge ? cell : { ...cell, colspan: Math.max(1, width - row.length + 1) },
        ),
  )
}

/** Tables of Word, Excel and Google have no headers, only a first row in bold. */
function withHeader(rows: Cell[][]): Cell[][] {
  const [first, ...others] = rows
  const isPlain = rows.flat().every(({ header }) => !header)
  if (
    !first ||
    !isPlain ||
    !isBold(first) ||
    others.every(isBold) ||
    first.some(({ rowspan }) => rowspan > 1)
  )
    return rows
  return [first.map((cell) => ({ ...cell, header: true, blocks: cell.blocks.map(withoutBold) })), ...others]
}

const isBold = (row: readonly Cell[]): boolean => {
  const words = row.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'text' ? block.inline.filter((one) => one !== 'break') : [])),
  )
  return words.length > 0 && words.every(({ text, marks }) => text.trim() === '' || marks.includes('bold'))
}

const withoutBold = (block: Block): Block =>
  block.kind === 'text'
    ? {
        ...block,
        inline: block.inline.map((one) =>
          one === 'break' ? one : { ...one, marks: one.marks.filter((mark) => mark !== 'bold') },
        ),
      }
    : block

const elements = ({ children }: Tree): Tree[] =>
  children.filter((one): one is Tree => typeof one !== 'string')

const rowsOf = (part: Tree, header: boolean): Row[] =>
  elements(part).flatMap((child) => {
    if (child.tag === 'tr') return [{ row: child, header }]
    return ['thead', 'tbody', 'tfoot'].includes(child.tag) ? rowsOf(child, child.tag === 'thead') : []
  })

function cellsOf(row: Tree, header: boolean, place: Place): Cell[] {
  if (styleOf(row, place.styles)['display'] === 'none') return []
  return elements(row).flatMap((cell) => {
    const style = styleOf(cell, place.styles)
    if ((cell.tag !== 'td' && cell.tag !== 'th') || style['display'] === 'none') return []
    const isHeader = header || cell.tag === 'th'
    // Headers are bold by themselves.
    const look = lookWithin(cell, isHeader ? {} : style, place.look)
    return [
      {
        header: isHeader,
        colspan: spanOf(cell.attrs['colspan'], limits.tableColumns),
        rowspan: spanOf(cell.attrs['rowspan'], limits.tableRows),
        blocks: blocksOf(cell.children, { ...place, look, heading: 0, align: null, level: 0 }),
      },
    ]
  })
}

const spanOf = (text: string | undefined, most: number): number =>
  Math.min(most, Math.max(1, Math.trunc(Number(text)) || 1))
