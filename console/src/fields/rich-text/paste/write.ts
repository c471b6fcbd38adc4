import type { Block, Cell, Inline, Item, MarkName } from './block.ts'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const tags: Record<MarkName, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  sub: 'sub',
  sup: 'sup',
  code: 'code',
}

/** Blocks as HTML of the few tags that the editor reads. Nothing of what was pasted gets here but words and addresses. */
export function written(blocks: readonly Block[]): string {
  const parts: string[] = []
  for (let i = 0; i < blocks.length;) {
    const { item } = blocks[i]!
    if (!item) parts.push(blockHtml(blocks[i++]!))
    else {
      const end = blocks.findIndex((block, j) => j >= i && !block.item)
      const items = blocks.slice(i, end < 0 ? undefined : end) as (Block & { item: Item })[]
      parts.push(...listsHtml(items))
      i += items.length
    }
  }
  return parts.join('')
}

type Listed = Block & { item: Item }

/** Items one after the other as lists within lists. */
function listsHtml(blocks: readonly Listed[]): string[] {
  const parts: string[] = []
  for (let i = 0; i < blocks.length;) {
    const { item } = blocks[i]!
    const end = blocks.findIndex(
      ({ item: next }, j) =>
        j > i && (next.level < item.level || (next.level === item.level && !isSameList(next, item))),
    )
    const own = blocks.slice(i, end < 0 ? undefined : end)
    parts.push(listHtml(own))
    i += own.length
  }
  return parts
}

const isSameList = (one: Item, other: Item) => one.list === other.list && one.ordered === other.ordered

function listHtml(blocks: readonly Listed[]): string {
  const { level, ordered, start } = blocks[0]!.item
  const items: Listed[][] = []
  for (const block of blocks)
    if (items.length === 0 || (block.item.first && block.item.level === level)) items.push([block])
    else items.at(-1)!.push(block)
  const html = items.map((own) => {
    const inner = own.findIndex(({ item }) => item.level > level)
    const [words, deeper] = inner < 0 ? [own, []] : [own.slice(0, inner), own.slice(inner)]
    return `<li>${words.map((block, i) => blockHtml(block, i === 0)).join('')}${listsHtml(deeper).join('')}</li>`
  })
  const tag = ordered ? 'ol' : 'ul'
  return `<${tag}${ordered && start > 1 ? ` start="${start}"` : ''}>${html.join('')}</${tag}>`
}

function blockHtml(block: Block, beginsItem = false): string {
  switch (block.kind) {
    case 'text': {
      // An item begins with a paragraph.
      const tag = block.heading > 0 && !beginsItem ? `h${block.heading}` : 'p'
      const style = block.align ? ` align="${block.align}"` : ''
      return `<${tag}${style}>${block.inline.map(inlineHtml).join('')}</${tag}>`
    }
    case 'code': {
      const language = block.language ? ` class="language-${escaped(block.language)}"` : ''
      return `<pre><code${language}>${escaped(block.text)}</code></pre>`
    }
    case 'quote':
      return block.blocks.length === 0 ? '' : `<blockquote>${written(block.blocks)}</blockquote>`
    case 'table':
      return `<table><tbody>${block.rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('')}</tbody></table>`
    case 'rule':
      return '<hr>'
  }
}

function cellHtml({ header, colspan, rowspan, blocks }: Cell): string {
  const tag = header ? 'th' : 'td'
  const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`
  return `<${tag}${spans}>${blocks.length === 0 ? '<p></p>' : written(blocks)}</${tag}>`
}

function inlineHtml(one: Inline): string {
  if (one === 'break') return '<br>'
  const marked = one.marks.reduce((html, mark) => `<${tags[mark]}>${html}</${tags[mark]}>`, escaped(one.text))
  return one.href ? `<a href="${escaped(one.href)}">${marked}</a>` : marked
}
