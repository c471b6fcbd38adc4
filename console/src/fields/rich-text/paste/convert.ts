import type { Block, Inline, Item } from './block.ts'
import { sheetMark } from './inert.ts'
import { lookWithin, words, type Look } from './inline.ts'
import { classStyles, styleOf, type Style } from './styles.ts'
import { tableOf } from './table.ts'
import type { Tree } from './tree.ts'
import { isMarker, isNumber, isRemark, listOf, markerIn, outlineOf, startOf } from './word.ts'

/** What was left out, to be told. */
export type Left = { images: number; embeds: number }
/** Where one is: how words look, and of what they are a part. */
export type Place = {
  look: Look
  heading: number
  align: string | null
  level: number
  inTable: boolean
  styles: ReadonlyMap<string, Style>
  left: Left
}

const nothing = new Set(
  'head title script template noscript xml meta link base input select textarea svg canvas map param source track col colgroup'.split(
    ' ',
  ),
)
const embeds = new Set(['iframe', 'object', 'embed', 'applet', 'video', 'audio'])
const containers = new Set(
  'html body address article aside center dd details dialog div dl dt fieldset figcaption figure footer form header hgroup legend main menu nav p section summary caption thead tbody tfoot tr td th li dir'.split(
    ' ',
  ),
)

export function blocksIn(tree: Tree, left: Left): Block[] {
  const look: Look = { marks: new Set(), href: null }
  const place = { look, heading: 0, align: null, level: 0, inTable: false, styles: classStyles(tree), left }
  return blocksOf(tree.children, place)
}

/** Blocks of what stands side by side: words between blocks are paragraphs of their own, so that none run together. */
export function blocksOf(children: readonly (Tree | string)[], place: Place): Block[] {
  const found: Block[] = []
  let inline: Inline[] = []
  const flush = () => {
    found.push(...paragraphs(inline, place))
    inline = []
  }
  const add = (part: Tree | string, at: Place): void => {
    if (typeof part === 'string') return void inline.push(words(part, at.look, at.heading > 0))
    const style = styleOf(part, at.styles)
    if (isLeftOut(part, style, at)) return
    if (part.tag === 'br') return void inline.push('break')
    if (part.tag === 'img') return addImage(part, at)
    const blocks = blockOf(part, style, at)
    if (blocks) {
      flush()
      found.push(...blocks)
      return
    }
    const within = { ...at, look: lookWithin(part, style, at.look) }
    for (const child of part.children) add(child, within)
  }
  const addImage = ({ attrs }: Tree, at: Place) => {
    const alt = attrs['alt'] ?? ''
    if (/^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{Emoji_Component}]*$/u.test(alt))
      inline.push(words(alt, at.look, at.heading > 0))
    else if (!(Number(attrs['width']) === 1 && Number(attrs['height']) === 1)) place.left.images++
  }
  for (const child of children) add(child, place)
  flush()
  return found
}

function isLeftOut(part: Tree, style: Style, { left }: Place): boolean {
  if (embeds.has(part.tag)) left.embeds++
  return (
    embeds.has(part.tag) ||
    nothing.has(part.tag) ||
    sheetMark in part.attrs ||
    style['display'] === 'none' ||
    style['mso-hide'] === 'all' ||
    isMarker(style) ||
    isRemark(part, style)
  )
}

/** The blocks that an element stands for; nothing for one within a line. */
function blockOf(part: Tree, style: Style, place: Place): Block[] | undefined {
  const { tag } = part
  const within = {
    ...place,
    look: lookWithin(part, style, place.look),
    align: alignOf(part, style) ?? place.align,
  }
  if (tag === 'pre' || isCode(style))
    return [{ kind: 'code', text: codeIn(part), language: languageOf(part) }]
  if (tag === 'hr') return [{ kind: 'rule' }]
  if (tag === 'blockquote') return [{ kind: 'quote', blocks: blocksOf(part.children, within) }]
  if (tag === 'table') return tableOf(part, within)
  if (tag === 'ul' || tag === 'ol') return listItems(part, within)
  const heading = /^h[1-6]$/.test(tag)
    ? Number(tag[1])
    : tag === 'p' || tag === 'div'
      ? outlineOf(part, style)
      : 0
  const own = listOf(style)
  if (own && heading === 0) return wordItem(part, own, within)
  if (heading > 0) return blocksOf(part.children, { ...within, heading })
  return containers.has(tag) ? blocksOf(part.children, within) : undefined
}

function wordItem(part: Tree, { list, level }: { list: string; level: number }, place: Place): Block[] {
  const marker = markerIn(part, (tree) => styleOf(tree, place.styles)) ?? ''
  const item = { list, level, ordered: isNumber(marker), start: startOf(marker) }
  return asItem(blocksOf(part.children, place), item)
}

/** Items of a list, and of the lists within: of those that stand in items, and those that Google puts between them. */
function listItems(list: Tree, place: Place): Block[] {
  const within = { ...place, level: place.level + 1 }
  const start = Number(list.attrs['start']) || 1
  return list.children.flatMap((child) => {
    if (typeof child === 'string') return child.trim() === '' ? [] : blocksOf([child], within)
    if (child.tag !== 'li') return blocksOf([child], within)
    const style = styleOf(child, place.styles)
    if (isLeftOut(child, style, place)) return []
    const level = Math.max(
      within.level,
      Number(child.attrs['aria-level'] ?? child.attrs['data-aria-level']) || 0,
    )
    const item = { list: child.attrs['data-listid'] ?? list, level, ordered: list.tag === 'ol', start }
    const look = lookWithin(child, style, place.look)
    return asItem(blocksOf(child.children, { ...within, level, look }), item)
  })
}

const asItem = (blocks: Block[], item: Omit<Item, 'first'>): Block[] =>
  blocks.map((block, i) => (block.item ? block : { ...block, item: { ...item, first: i === 0 } }))

/** Two ends of line in a row are the end of a paragraph. */
function paragraphs(inline: readonly Inline[], { heading, align }: Place): Block[] {
  const all: Inline[][] = [[]]
  inline.forEach((one, i) => {
    if (
      one === 'break' &&
      isBlank(all.at(-1)!.slice(lastBreak(all.at(-1)!) + 1)) &&
      all.at(-1)!.includes('break')
    )
      all.push([])
    else if (i < inline.length) all.at(-1)!.push(one)
  })
  return all
    .map(trimmed)
    .filter((own) => !isBlank(own))
    .map((own) => ({ kind: 'text', heading, align, inline: own }))
}

const lastBreak = (inline: readonly Inline[]) => inline.lastIndexOf('break')
const isBlank = (inline: readonly Inline[]) =>
  inline.every((one) => one === 'break' || /^[\s\u00a0]*$/.test(one.text.replaceAll('\u3000', ' ')))
const isSpace = (one: Inline) => one === 'break' || /^[ \t\r\n\f\u00a0]*$/.test(one.text)

function trimmed(inline: readonly Inline[]): Inline[] {
  const from = inline.findIndex((one) => !isSpace(one))
  return from < 0 ? [] : inline.slice(from, inline.findLastIndex((one) => !isSpace(one)) + 1)
}

function alignOf({ tag, attrs }: Tree, style: Style): string | null {
  if (tag === 'table' || tag === 'td' || tag === 'th') return null
  const own =
    style['text-align'] ?? (tag === 'p' || tag === 'div' ? attrs['align']?.toLowerCase() : undefined)
  return own === 'center' || own === 'right' ? own : null
}

/** Code editors copy lines as blocks in a block that keeps spaces, in a font of one width. */
const isCode = (style: Style) =>
  (style['white-space'] ?? '').startsWith('pre') &&
  /monospace|consolas|menlo|courier/.test(style['font-family'] ?? '') &&
  style['display'] !== 'inline'

function codeIn(part: Tree): string {
  const lines = (one: Tree | string): string =>
    typeof one === 'string'
      ? one
      : one.tag === 'br'
        ? '\n'
        : `${one.children.map(lines).join('')}${one.tag === 'div' || one.tag === 'p' ? '\n' : ''}`
  return part.children
    .map(lines)
    .join('')
    .replace(/\r\n?/g, '\n')
    .replace(/^\n|\n$/g, '')
}

function languageOf(part: Tree): string | null {
  const named = [part, ...part.children].flatMap((one) =>
    typeof one === 'string' ? [] : (one.attrs['class'] ?? ''),
  )
  return /(?:language|lang|source)-([\w+#-]{1,30})/.exec(named.join(' '))?.[1] ?? null
}
