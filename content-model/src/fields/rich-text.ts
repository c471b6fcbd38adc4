import { fieldType, isCleanText } from '../field-type.ts'
import { issue, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { isObject, strangeKeys } from './object-value.ts'
import { isId } from './relation.ts'
import { checkTableShape } from './rich-text-table.ts'

type Mark = { type: string; attrs?: Record<string, unknown> }
export type RichNode = {
  type: string
  attrs?: Record<string, unknown>
  content?: RichNode[]
  marks?: Mark[]
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
  image: ['file', 'src', 'alt', 'title', 'width', 'height'],
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
  link: ['href', 'entry', 'target', 'rel', 'class', 'title'],
  subscript: [],
  superscript: [],
}

const blockNodes = [
  'paragraph',
  'heading',
  'blockquote',
  'bulletList',
  'orderedList',
  'codeBlock',
  'horizontalRule',
  'image',
  'table',
]
const inlineNodes = ['text', 'hardBreak', 'image']

/** What may stand in what. An editor that is given anything else refuses the whole document. */
const children: Record<string, readonly string[]> = {
  doc: blockNodes,
  blockquote: blockNodes,
  listItem: blockNodes,
  tableCell: blockNodes,
  tableHeader: blockNodes,
  paragraph: inlineNodes,
  heading: inlineNodes,
  codeBlock: ['text'],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
}

const schemes = ['http', 'https', 'mailto', 'tel']
/** Addresses that may be linked: web, mail, telephone, and relative ones. Never `javascript:`, `data:` or `//host`. */
export function isSafeLink(address: unknown): address is string {
  if (typeof address !== 'string' || address === '' || address.length > 2000) return false
  if (!isCleanText(address) || /[\s\\]/.test(address) || address.startsWith('//')) return false
  // Everything before a colon is a scheme, unless the path, the query or the fragment has begun already.
  const scheme = /^([^/?#:]*):/.exec(address)?.[1]
  return scheme === undefined || schemes.includes(scheme.toLowerCase())
}

export const richText = fieldType({
  type: 'rich_text',
  label: { ja: 'リッチテキスト', en: 'Rich text' },
  isObject: true,
  canBeSearched: true,
  normalise: (value) => (isObject(value) ? withoutPlaces(value as RichNode, 0) : value),
  check: (value) =>
    checkNode(value, '', ['doc'], { nodes: 0, characters: 0, depth: 0, tables: 0 }).slice(0, 20),
  schema: () => ({ type: 'object', description: 'Tiptap document', additionalProperties: true }),
  plainText: (value) => textOf(value as RichNode).trim(),
  refs: (value) => [...new Set([...filesIn(value as RichNode), ...entriesIn(value as RichNode)])],
})

/** Files and entries of the site are named by their ids; where they are is looked up whenever they are read. */
function withoutPlaces(node: RichNode, depth: number): RichNode {
  if (Array.isArray(node.marks)) {
    const { marks, ...rest } = node
    return { ...withoutPlaces(rest, depth), marks: marks.map(withoutAddress) }
  }
  if (node.type === 'image' && node.attrs?.['file']) {
    const { src: _src, width: _width, height: _height, ...attrs } = node.attrs
    return { ...node, attrs }
  }
  // Whatever lies too deep is refused with the next step.
  if (!Array.isArray(node.content) || depth > limits.richTextDepth) return node
  return {
    ...node,
    content: node.content.map((child) => (isObject(child) ? withoutPlaces(child, depth + 1) : child)),
  }
}

function withoutAddress(mark: Mark): Mark {
  if (!isObject(mark) || mark.type !== 'link' || !isObject(mark.attrs) || !mark.attrs['entry']) return mark
  const { href: _href, ...attrs } = mark.attrs
  return { ...mark, attrs }
}

/** Ids of the entries that a document links to. */
export function entriesIn(node: RichNode): string[] {
  const own = Array.isArray(node.marks) ? node.marks.flatMap((mark) => entryOf(mark) ?? []) : []
  const inside = Array.isArray(node.content) ? node.content.filter((child) => isObject(child)) : []
  return [...own, ...inside.flatMap(entriesIn)]
}

/** The entry that a mark links to. */
export function entryOf(mark: unknown): string | undefined {
  const attrs = isObject(mark) && mark['type'] === 'link' ? mark['attrs'] : undefined
  const own = isObject(attrs) ? attrs['entry'] : undefined
  return isId(own) ? own : undefined
}

/** Ids of the files that a document shows. */
export function filesIn(node: RichNode): string[] {
  const own = node.type === 'image' ? node.attrs?.['file'] : undefined
  // The value may have the shape of a definition that was changed a moment ago.
  const inside = Array.isArray(node.content) ? node.content.filter((child) => isObject(child)) : []
  return [...(isId(own) ? [own] : []), ...inside.flatMap(filesIn)]
}

type Seen = { nodes: number; characters: number; depth: number; tables: number }

function checkNode(value: unknown, at: string, allowed: readonly string[], seen: Seen): Issue[] {
  const node = value as RichNode
  if (!isObject(value) || typeof node.type !== 'string') return [issue(at, 'rich_text_node', { name: '?' })]
  seen.characters += typeof node.text === 'string' ? node.text.length : 0
  if (
    ++seen.nodes > limits.richTextNodes ||
    seen.depth > limits.richTextDepth ||
    seen.characters > limits.longTextLength
  )
    return [issue(at, 'rich_text_too_big')]
  // A table within a table is a layout, which no reader on a phone and no reader by ear can follow.
  const nested = node.type === 'table' && seen.tables > 0
  if (!Object.hasOwn(richNodes, node.type) || !allowed.includes(node.type) || nested)
    return [issue(`${at}/type`, 'rich_text_node', { name: node.type.slice(0, 40) })]
  const inside = children[node.type]
  return [
    ...strangeKeys(value, at, node.type === 'text' ? textKeys : inside ? nodeKeys : leafKeys),
    ...(node.type === 'text' ? checkText(node.text, at) : []),
    ...checkAttributes(node.attrs, richNodes[node.type]!, `${at}/attrs`),
    ...checkSpecial(node, at),
    ...list(node.marks).flatMap((mark, i) => checkMark(mark, `${at}/marks/${i}`)),
    ...checkChildren(node, at, inside ?? [], seen),
  ]
}

function checkChildren(node: RichNode, at: string, inside: readonly string[], seen: Seen): Issue[] {
  const tables = node.type === 'table' ? 1 : 0
  seen.depth++
  seen.tables += tables
  const found: Issue[] = []
  for (const [i, child] of list(node.content).entries()) {
    // A document of a million wrong nodes is not read to its end.
    if (found.length >= 20 || seen.nodes > limits.richTextNodes) break
    found.push(...checkNode(child, `${at}/content/${i}`, inside, seen))
  }
  seen.depth--
  seen.tables -= tables
  return found
}

const leafKeys = ['type', 'attrs', 'marks']
const nodeKeys = [...leafKeys, 'content']
const textKeys = ['type', 'text', 'marks']

/** Text nodes are never empty: an editor throws on one. */
function checkText(text: unknown, at: string): Issue[] {
  if (typeof text !== 'string' || text === '') return [issue(`${at}/text`, 'wrong_type', { expected: '"…"' })]
  return isCleanText(text) ? [] : [issue(`${at}/text`, 'control_characters')]
}

function checkSpecial(node: RichNode, at: string): Issue[] {
  if (node.type === 'image' && node.attrs?.['file']) {
    if (!isId(node.attrs['file'])) return [issue(`${at}/attrs/file`, 'not_an_id')]
  } else if (node.type === 'image' && !isSafeLink(node.attrs?.['src']))
    return [issue(`${at}/attrs/src`, 'unsafe_link')]
  if (node.type === 'table') return checkTableShape(node, at)
  const level = node.attrs?.['level']
  const wrong = node.type === 'heading' && !(typeof level === 'number' && [1, 2, 3, 4, 5, 6].includes(level))
  return wrong ? [issue(`${at}/attrs/level`, 'wrong_type', { expected: '1 … 6' })] : []
}

function checkMark(value: unknown, at: string): Issue[] {
  const mark = isObject(value) ? value : {}
  const name = typeof mark['type'] === 'string' ? mark['type'] : '?'
  const attributes = Object.hasOwn(richMarks, name) ? richMarks[name] : undefined
  if (!attributes) return [issue(`${at}/type`, 'rich_text_mark', { name: name.slice(0, 40) })]
  const attrs = mark['attrs']
  return [
    ...strangeKeys(mark, at, ['type', 'attrs']),
    ...checkAttributes(attrs, attributes, `${at}/attrs`),
    ...(name === 'link' ? checkLink(isObject(attrs) ? attrs : {}, `${at}/attrs`) : []),
  ]
}

/** A link leads to an address, or to an entry of the site. */
function checkLink({ entry, href }: Record<string, unknown>, at: string): Issue[] {
  if (entry !== undefined && entry !== null) {
    if (!isId(entry)) return [issue(`${at}/entry`, 'not_an_id')]
    // Where the entry is, readers are told when they ask: an address beside it would be nobody's.
    return href === undefined || href === null ? [] : [issue(`${at}/href`, 'unsafe_link')]
  }
  return isSafeLink(href) ? [] : [issue(`${at}/href`, 'unsafe_link')]
}

function checkAttributes(attrs: unknown, allowed: readonly string[], at: string): Issue[] {
  if (attrs === undefined || attrs === null) return []
  if (!isObject(attrs)) return [issue(at, 'wrong_type', { expected: '{…}' })]
  const strange = strangeKeys(attrs, at, allowed)
  if (strange.length > 0) return strange
  return Object.entries(attrs).flatMap(([key, value]) =>
    isPlain(value) || (key === 'colwidth' && isWidths(value))
      ? []
      : [issue(`${at}/${key}`, 'wrong_type', { expected: '"…" | 123' })],
  )
}

const isPlain = (value: unknown): boolean =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value.length <= 2000 && isCleanText(value))
const isWidths = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= 100 && value.every((one) => one === null || Number.isFinite(one))

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
