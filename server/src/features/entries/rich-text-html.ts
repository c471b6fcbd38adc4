import sanitize from 'sanitize-html'
import { isSafeLink, type RichNode } from '@dozo/content-model/fields/rich-text'
import { blockTags, markTags } from '@dozo/content-model/fields/rich-text-tags'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Rich text as HTML. Built from known nodes only and sanitised once more: two walls between an editor's document and a reader's page. */
export function toHtml(doc: RichNode): string {
  return sanitize(children(doc), {
    allowedTags: [
      'p',
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'blockquote',
      'ul',
      'ol',
      'li',
      'pre',
      'code',
      'hr',
      'br',
      'img',
      'table',
      'tbody',
      'tr',
      'td',
      'th',
      'strong',
      'em',
      'u',
      's',
      'sub',
      'sup',
      'a',
    ],
    allowedAttributes: {
      a: ['href', 'title', 'rel', 'data-entry', 'data-type', 'data-key'],
      img: ['src', 'alt', 'title', 'width', 'height'],
      ol: ['start'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
      code: ['class'],
      '*': ['style'],
    },
    allowedStyles: { '*': { 'text-align': [/^(left|center|right|justify)$/] } },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
  })
}

const children = (node: RichNode): string => (node.content ?? []).map(nodeHtml).join('')
const number = (value: unknown) => (Number.isInteger(value) ? String(Number(value)) : undefined)

function attributes(pairs: Record<string, unknown>): string {
  return Object.entries(pairs)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')
}

function aligned(node: RichNode): string {
  const align = node.attrs?.['textAlign']
  return typeof align === 'string' && align !== 'left' ? attributes({ style: `text-align:${align}` }) : ''
}

function nodeHtml(node: RichNode): string {
  const { attrs = {} } = node
  switch (node.type) {
    case 'text':
      return marked(node)
    case 'hardBreak':
      return '<br>'
    case 'horizontalRule':
      return '<hr>'
    case 'heading': {
      const level = Math.min(6, Math.max(1, Number(attrs['level']) || 2))
      return `<h${level}${aligned(node)}>${children(node)}</h${level}>`
    }
    case 'orderedList':
      return `<ol${attributes({ start: number(attrs['start']) })}>${children(node)}</ol>`
    case 'codeBlock':
      return `<pre><code${attributes({ class: attrs['language'] && `language-${String(attrs['language'])}` })}>${children(node)}</code></pre>`
    case 'image':
      return `<img${attributes({ src: attrs['src'], alt: attrs['alt'] ?? '', title: attrs['title'], width: number(attrs['width']), height: number(attrs['height']) })}>`
    case 'table':
      return `<table><tbody>${children(node)}</tbody></table>`
    case 'tableRow':
      return `<tr>${(node.content ?? []).map((cell) => cellHtml(cell, scopeIn(node))).join('')}</tr>`
    default: {
      const tag = blockTags[node.type]
      return tag ? `<${tag}${aligned(node)}>${children(node)}</${tag}>` : children(node)
    }
  }
}

/** Whether the headers of a row are those of columns: where nothing else stands in it. Who hears a table needs to know. */
const scopeIn = (row: RichNode) =>
  (row.content ?? []).every((cell) => cell.type === 'tableHeader') ? 'col' : 'row'

function cellHtml(cell: RichNode, scope: 'col' | 'row'): string {
  const tag = cell.type === 'tableHeader' ? 'th' : 'td'
  const span = (name: string) => (cell.attrs?.[name] === 1 ? undefined : number(cell.attrs?.[name]))
  const own = tag === 'th' ? { scope } : {}
  const all = { ...own, colspan: span('colspan'), rowspan: span('rowspan') }
  return `<${tag}${attributes(all)}>${children(cell)}</${tag}>`
}

function marked(node: RichNode): string {
  return (node.marks ?? []).reduce(
    (html, mark) => {
      if (mark.type === 'link') {
        const { href, entry, type, key } = mark.attrs ?? {}
        // An entry has no address of its own: the front that shows it makes one of these.
        if (entry)
          return `<a${attributes({ 'data-entry': entry, 'data-type': type, 'data-key': key })}>${html}</a>`
        return isSafeLink(href)
          ? `<a${attributes({ href, title: mark.attrs?.['title'], rel: 'noopener noreferrer' })}>${html}</a>`
          : html
      }
      const tag = markTags[mark.type]
      return tag ? `<${tag}>${html}</${tag}>` : html
    },
    escaped(node.text ?? ''),
  )
}
