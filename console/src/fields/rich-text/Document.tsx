import type { RichNode } from '@dozo/content-model/fields/rich-text'
import { blockTags, markTags } from '@dozo/content-model/fields/rich-text-tags'
import { isObject } from '@dozo/content-model/fields/object-value'
import { Typography } from '@mantine/core'
import { createElement, type ReactNode } from 'react'
import { useSite } from '../../api/session.ts'

const tags: Record<string, string> = { ...blockTags, orderedList: 'ol', codeBlock: 'pre' }
// Where a link leads to is no matter here: what somebody else wrote is not followed by a slip of the hand.
const wordTags: Record<string, string> = { ...markTags, link: 'u' }

/** A text as it is, for looking at only. Of what is unknown, the words are shown. */
export function RichTextDocument({ value }: { value: unknown }) {
  const { key: site } = useSite()
  return (
    <Typography className="rich-text-document">
      {isObject(value) ? inside(value as RichNode, site) : null}
    </Typography>
  )
}

const inside = (node: RichNode, site: string): ReactNode =>
  Array.isArray(node.content)
    ? node.content.filter(isObject).map((child, i) => <Part key={i} node={child} site={site} />)
    : null

function Part({ node, site }: { node: RichNode; site: string }): ReactNode {
  const attrs = isObject(node.attrs) ? node.attrs : {}
  switch (node.type) {
    case 'text':
      return marked(node)
    case 'hardBreak':
      return <br />
    case 'horizontalRule':
      return <hr />
    case 'heading':
      // The page has headings of its own: these are no part of its order.
      return (
        <p className="rich-text-heading" style={{ fontSize: sizes[Number(attrs['level'])] }}>
          {inside(node, site)}
        </p>
      )
    case 'image':
      return typeof attrs['file'] === 'string' ? (
        <img
          src={`/manage/v1/sites/${site}/files/${encodeURIComponent(attrs['file'])}/thumbnail`}
          alt={String(attrs['alt'] ?? '')}
        />
      ) : (
        <span>{String(attrs['alt'] ?? attrs['src'] ?? '')}</span>
      )
    case 'table':
      return (
        <div className="tableWrapper">
          <table>
            <tbody>{inside(node, site)}</tbody>
          </table>
        </div>
      )
    case 'tableRow':
      return <tr>{inside(node, site)}</tr>
    case 'tableCell':
    case 'tableHeader':
      return createElement(
        node.type === 'tableCell' ? 'td' : 'th',
        { colSpan: spanOf(attrs['colspan']), rowSpan: spanOf(attrs['rowspan']) },
        inside(node, site),
      )
    default: {
      const start = node.type === 'orderedList' ? { start: Number(attrs['start']) || 1 } : null
      const tag = Object.hasOwn(tags, node.type) ? tags[node.type]! : 'div'
      return createElement(tag, start, typeof node.text === 'string' ? node.text : null, inside(node, site))
    }
  }
}

const sizes: Record<number, string> = { 1: '1.5rem', 2: '1.3rem', 3: '1.15rem' }
const spanOf = (value: unknown): number =>
  Number.isInteger(value) ? Math.min(500, Math.max(1, Number(value))) : 1

function marked(node: RichNode): ReactNode {
  const marks = Array.isArray(node.marks) ? node.marks.filter(isObject) : []
  return marks.reduce<ReactNode>(
    (words, mark) => {
      const tag = Object.hasOwn(wordTags, mark.type) ? wordTags[mark.type] : undefined
      return tag ? createElement(tag, null, words) : words
    },
    String(node.text ?? ''),
  )
}
