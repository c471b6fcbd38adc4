import { isObject } from '@dozo/content-model/fields/object-value'
import type { RichNode } from '@dozo/content-model/fields/rich-text'

/** A stretch of a text that is compared as one: a paragraph, a heading, a cell. */
export type Part = {
  kind: 'paragraph' | 'heading' | 'item' | 'quote' | 'code' | 'image' | 'rule' | 'cell' | 'headerCell'
  /** Where in its table a cell stands, from 1. */
  row?: number
  column?: number
  level?: number
  text: string
  /** How it looks and where it leads to: the same where only the words differ. */
  look: string
}

type Place = Pick<Part, 'kind' | 'row' | 'column'>

const contentOf = (node: RichNode): RichNode[] =>
  Array.isArray(node.content) ? node.content.filter(isObject) : []

export const partsOf = (value: unknown): Part[] =>
  isObject(value) ? inside(value as RichNode, { kind: 'paragraph' }) : []

const inside = (node: RichNode, place: Place): Part[] =>
  contentOf(node).flatMap((child) => partsWithin(child, place))

function partsWithin(node: RichNode, place: Place): Part[] {
  switch (node.type) {
    case 'table':
      return contentOf(node).flatMap((row, i) =>
        contentOf(row).flatMap((cell, j) =>
          inside(cell, {
            kind: cell.type === 'tableHeader' ? 'headerCell' : 'cell',
            row: i + 1,
            column: j + 1,
          }),
        ),
      )
    case 'bulletList':
    case 'orderedList':
      return inside(node, { ...place, kind: place.row ? place.kind : 'item' })
    case 'blockquote':
      return inside(node, { ...place, kind: place.row ? place.kind : 'quote' })
    case 'heading':
      return [{ ...part(node, place), kind: 'heading', level: Number(node.attrs?.['level']) || 2 }]
    case 'codeBlock':
      return [{ ...part(node, place), kind: 'code' }]
    case 'horizontalRule':
      return [{ kind: 'rule', text: '', look: '' }]
    case 'image':
      return [{ kind: 'image', text: String(node.attrs?.['alt'] ?? ''), look: JSON.stringify(node.attrs) }]
    case 'paragraph':
      return [part(node, place)]
    default:
      return inside(node, place)
  }
}

function part(node: RichNode, place: Place): Part {
  const own = contentOf(node)
  const text = own.map((child) => (child.type === 'hardBreak' ? '\n' : (child.text ?? ''))).join('')
  return { ...place, text, look: JSON.stringify([node.attrs?.['textAlign'] ?? null, looks(own)]) }
}

/** Marks with the length of what they are on; neighbours that look alike are one. */
function looks(own: readonly RichNode[]): [string, number][] {
  const found: [string, number][] = []
  for (const { marks, text = ' ' } of own) {
    const look = (Array.isArray(marks) ? marks : [])
      .map((mark) => `${mark.type}${String(mark.attrs?.['href'] ?? mark.attrs?.['entry'] ?? '')}`)
      .toSorted()
      .join()
    const last = found.at(-1)
    if (last?.[0] === look) last[1] += text.length
    else found.push([look, text.length])
  }
  return found
}
