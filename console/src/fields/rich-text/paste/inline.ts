import { isSafeLink } from '@dozo/content-model/fields/rich-text'
import type { Inline, MarkName } from './block.ts'
import type { Style } from './styles.ts'
import type { Tree } from './tree.ts'

/** How words look where one is. */
export type Look = { marks: ReadonlySet<MarkName>; href: string | null }

const byTag: Record<string, MarkName> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  sub: 'sub',
  sup: 'sup',
  code: 'code',
  tt: 'code',
  kbd: 'code',
  samp: 'code',
}

/** How words look within an element. What styles say holds over what the tag says: Google wraps whole documents in a `b` that is none. */
export function lookWithin(tree: Tree, style: Style, { marks, href }: Look): Look {
  const own = new Set(marks)
  const tag = Object.hasOwn(byTag, tree.tag) ? byTag[tree.tag] : undefined
  if (tag) own.add(tag)
  const set = (mark: MarkName, on: boolean | undefined) =>
    on === undefined ? undefined : on ? own.add(mark) : own.delete(mark)
  set('bold', weight(style['font-weight']))
  set('italic', slant(style['font-style']))
  const decoration = `${style['text-decoration'] ?? ''} ${style['text-decoration-line'] ?? ''}`
  if (decoration.includes('underline')) own.add('underline')
  if (decoration.includes('line-through')) own.add('strike')
  if (style['vertical-align'] === 'super') own.add('sup')
  if (style['vertical-align'] === 'sub') own.add('sub')
  return { marks: own, href: tree.tag === 'a' ? linkOf(tree.attrs['href']) : href }
}

function weight(value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined
  if (value === 'bold' || value === 'bolder') return true
  if (value === 'normal' || value === 'lighter') return false
  return Number(value) > 0 ? Number(value) >= 600 : undefined
}

const slant = (value: string | undefined): boolean | undefined =>
  value === undefined
    ? undefined
    : /^(italic|oblique)/.test(value)
      ? true
      : value === 'normal'
        ? false
        : undefined

/** Whole addresses only: `/about` would lead to a page of another site. */
function linkOf(href: string | undefined): string | null {
  const plain = href?.trim()
  if (!plain || !/^(https?:\/\/|mailto:|tel:)/i.test(plain) || !isSafeLink(plain)) return null
  // Google leads links through an address of its own.
  const through = plain.startsWith('https://www.google.com/url?')
    ? new URL(plain).searchParams.get('q')
    : null
  return through && /^https?:\/\//i.test(through) && isSafeLink(through) ? through : plain
}

const wide = String.raw`[\u2e80-\u30ff\u3130-\u318f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef]`
const brokenLine = new RegExp(`(?<=${wide})[ \\t]*[\\r\\n]+[ \\t]*(?=${wide})`, 'gu')

/** A line that was broken only in the source is no space between Japanese letters. */
const unbroken = (text: string): string => text.replace(brokenLine, '')

export function words(text: string, { marks, href }: Look, isHeading: boolean): Inline {
  const shown = [...marks].filter(
    (mark) => !(mark === 'bold' && isHeading) && !(mark === 'underline' && href !== null),
  )
  return { text: unbroken(text), marks: shown, href }
}
