import { fieldType, isCleanText } from '../field-type.ts'
import { issue, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'

export type RichNode = {
  type: string
  attrs?: Record<string, unknown>
  content?: RichNode[]
  marks?: { type: string; attrs?: Record<string, unknown> }[]
  text?: string
}

/** Nodes with the attributes they may have. What is not listed is refused, so that no editor can bring in anything else. */
export const richNodes: Record<string, readonly string[]> = {
  doc: [],
  paragraph: ['textAlign'],
  heading: ['level', 'textAlign'],
  blockquote: [],
  bulletList: [],
  orderedList: ['start', 'type'],
  listItem: [],
  codeBlock: ['language'],
  horizontalRule: [],
  hardBreak: [],
  image: ['src', 'alt', 'title', 'width', 'height'],
  table: [],
  tableRow: [],
  tableCell: ['colspan', 'rowspan', 'colwidth'],
  tableHeader: ['colspan', 'rowspan', 'colwidth'],
  text: [],
}
export const richMarks: Record<string, readonly string[]> = {
  bold: [],
  italic: [],
  underline: [],
  strike: [],
  code: [],
  link: ['href', 'target', 'rel', 'class', 'title'],
  subscript: [],
  superscript: [],
}

const links = /^(https?:|mailto:|tel:|\/(?!\/)|#|\?|\.{0,2}\/)/i
/** Addresses that may be linked: web, mail, telephone, and relative ones. Never `javascript:` or `data:`. */
export const isSafeLink = (address: unknown): address is string =>
  typeof address === 'string' &&
  address.length <= 2000 &&
  isCleanText(address) &&
  !/\s/.test(address) &&
  links.test(address)

export const richText = fieldType({
  type: 'rich_text',
  label: { ja: 'リッチテキスト', en: 'Rich text' },
  canBeSearched: true,
  check(value) {
    const seen = { nodes: 0 }
    const found = checkNode(value, '', 0, seen)
    if (found.length > 0) return found.slice(0, 20)
    return (value as RichNode).type === 'doc' ? [] : [issue('/type', 'rich_text_node', { name: 'doc' })]
  },
  schema: () => ({ type: 'object', description: 'Tiptap document', additionalProperties: true }),
  plainText: (value) => textOf(value as RichNode).trim(),
})

function checkNode(value: unknown, at: string, depth: number, seen: { nodes: number }): Issue[] {
  const node = value as RichNode
  if (value === null || typeof value !== 'object' || typeof node.type !== 'string')
    return [issue(at, 'rich_text_node', { name: '?' })]
  if (++seen.nodes > limits.richTextNodes || depth > limits.richTextDepth)
    return [issue(at, 'rich_text_too_big')]
  const attributes = Object.hasOwn(richNodes, node.type) ? richNodes[node.type] : undefined
  if (!attributes) return [issue(`${at}/type`, 'rich_text_node', { name: node.type.slice(0, 40) })]
  const strange = Object.keys(node).filter(
    (key) => !['type', 'attrs', 'content', 'marks', 'text'].includes(key),
  )
  if (strange.length > 0)
    return [issue(`${at}/${strange[0]}`, 'unknown_field', { name: strange[0]!.slice(0, 40) })]
  if (node.type === 'text' && (typeof node.text !== 'string' || !isCleanText(node.text)))
    return [issue(`${at}/text`, 'control_characters')]
  return [
    ...checkAttributes(node.attrs, attributes, `${at}/attrs`),
    ...(node.type === 'image' && !isSafeLink(node.attrs?.['src'])
      ? [issue(`${at}/attrs/src`, 'unsafe_link')]
      : []),
    ...list(node.marks).flatMap((mark, i) => checkMark(mark, `${at}/marks/${i}`)),
    ...list(node.content).flatMap((child, i) => checkNode(child, `${at}/content/${i}`, depth + 1, seen)),
  ]
}

function checkMark(value: unknown, at: string): Issue[] {
  const mark = value as { type?: unknown; attrs?: Record<string, unknown> } | null
  const name = typeof mark?.type === 'string' ? mark.type : '?'
  const attributes = Object.hasOwn(richMarks, name) ? richMarks[name] : undefined
  if (!attributes) return [issue(`${at}/type`, 'rich_text_mark', { name: name.slice(0, 40) })]
  const unsafe = name === 'link' && !isSafeLink(mark?.attrs?.['href'])
  return [
    ...checkAttributes(mark?.attrs, attributes, `${at}/attrs`),
    ...(unsafe ? [issue(`${at}/attrs/href`, 'unsafe_link')] : []),
  ]
}

function checkAttributes(attrs: unknown, allowed: readonly string[], at: string): Issue[] {
  if (attrs === undefined || attrs === null) return []
  if (typeof attrs !== 'object') return [issue(at, 'wrong_type', { expected: '{…}' })]
  return Object.entries(attrs).flatMap(([key, value]) => {
    if (!allowed.includes(key))
      return [issue(`${at}/${key.slice(0, 40)}`, 'unknown_field', { name: key.slice(0, 40) })]
    const plain =
      value === null ||
      ['string', 'number', 'boolean'].includes(typeof value) ||
      (key === 'colwidth' && Array.isArray(value))
    const clean = typeof value !== 'string' || (value.length <= 2000 && isCleanText(value))
    return plain && clean ? [] : [issue(`${at}/${key}`, 'wrong_type', { expected: 'text | number' })]
  })
}

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const blocks = new Set([
  'paragraph',
  'heading',
  'listItem',
  'codeBlock',
  'blockquote',
  'tableRow',
  'hardBreak',
])

function textOf(node: RichNode): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'image') return `${String(node.attrs?.['alt'] ?? '')}\n`
  return `${(node.content ?? []).map(textOf).join('')}${blocks.has(node.type) ? '\n' : ' '}`
}
