import { limits } from '@dozo/content-model/limits'
import { isSafeLink, type RichNode } from '@dozo/content-model/fields/rich-text'

/** Rich text as CommonMark (tables in the GitHub form). Marks that Markdown lacks (underline, sub, sup) leave their text. */
export const toMarkdown = (doc: RichNode): string => blocksOf(doc, '').trim()

const escaped = (text: string) => text.replace(/[\\`*_[\]<>#|]/g, '\\$&')
const inline = (node: RichNode): string => (node.content ?? []).map(inlineNode).join('')

function inlineNode(node: RichNode): string {
  if (node.type === 'hardBreak') return '  \n'
  if (node.type === 'image') return imageOf(node)
  if (node.type !== 'text') return inline(node)
  const code = node.marks?.some((mark) => mark.type === 'code')
  return (node.marks ?? []).reduce(
    (text, mark) => {
      if (mark.type === 'bold') return `**${text}**`
      if (mark.type === 'italic') return `*${text}*`
      if (mark.type === 'strike') return `~~${text}~~`
      const href = mark.attrs?.['href']
      return mark.type === 'link' && isSafeLink(href) ? `[${text}](${href.replaceAll(')', '%29')})` : text
    },
    code ? `\`${node.text ?? ''}\`` : escaped(node.text ?? ''),
  )
}

const imageOf = (node: RichNode) => {
  const { src, alt } = node.attrs ?? {}
  return isSafeLink(src) ? `![${escaped(String(alt ?? ''))}](${src.replaceAll(')', '%29')})` : ''
}

const blocksOf = (node: RichNode, indent: string): string =>
  (node.content ?? []).map((child) => block(child, indent)).join('')
const lines = (text: string, prefix: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `${prefix}${line}`.trimEnd())
    .join('\n')

function block(node: RichNode, indent: string): string {
  switch (node.type) {
    case 'heading':
      return `${indent}${'#'.repeat(Math.min(6, Number(node.attrs?.['level']) || 2))} ${inline(node)}\n\n`
    case 'blockquote':
      return `${lines(blocksOf(node, ''), `${indent}> `)}\n\n`
    case 'bulletList':
    case 'orderedList':
      return `${list(node, indent)}\n`
    case 'codeBlock':
      return `${lines(`\`\`\`${String(node.attrs?.['language'] ?? '')}\n${(node.content ?? []).map((c) => c.text ?? '').join('')}\n\`\`\``, indent)}\n\n`
    case 'horizontalRule':
      return `${indent}---\n\n`
    case 'image':
      return `${indent}${imageOf(node)}\n\n`
    case 'table':
      return `${table(node, indent)}\n\n`
    default:
      return `${indent}${inline(node)}\n\n`
  }
}

function list(node: RichNode, indent: string): string {
  const start = Number(node.attrs?.['start'] ?? 1)
  return (node.content ?? [])
    .map((item, i) => {
      const sign = node.type === 'orderedList' ? `${start + i}. ` : '- '
      const inner = blocksOf(item, '').trimEnd().replace(/\n\n/g, '\n')
      return `${indent}${sign}${inner.split('\n').join(`\n${indent}${' '.repeat(sign.length)}`)}\n`
    })
    .join('')
}

function table(node: RichNode, indent: string): string {
  const [head = [], ...body] = gridOf(node)
  const line = (cells: string[]) => `${indent}| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
}

/** Markdown joins no cells: the places that a joined cell takes stay empty, so that all else stands in its column. */
function gridOf(node: RichNode): string[][] {
  const rows = node.content ?? []
  const grid: string[][] = rows.map(() => [])
  for (const [i, row] of rows.entries()) {
    let at = 0
    for (const cell of row.content ?? []) {
      while (grid[i]![at] !== undefined) at++
      const across = spanOf(cell, 'colspan')
      for (const taken of grid.slice(i, i + spanOf(cell, 'rowspan')))
        for (let column = at; column < at + across; column++) taken[column] = ''
      grid[i]![at] = inCell(cell)
    }
  }
  return grid
}

/** What was kept before tables were checked may say anything. */
const spanOf = (cell: RichNode, name: string) =>
  Math.min(limits.tableRows, Math.max(1, Math.trunc(Number(cell.attrs?.[name])) || 1))

/** What a cell holds in one line, whatever stands in it. */
const inCell = (cell: RichNode): string =>
  textBlocks(cell).map(inline).join('<br>').replaceAll('  \n', '<br>')
const textBlocks = (node: RichNode): RichNode[] =>
  (node.content ?? []).flatMap((child) => (holdsText.has(child.type) ? [child] : textBlocks(child)))
const holdsText = new Set(['paragraph', 'heading', 'codeBlock'])
