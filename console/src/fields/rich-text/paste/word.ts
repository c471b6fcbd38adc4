import type { Style } from './styles.ts'
import { textIn, type Tree } from './tree.ts'

/** Of a heading: by its outline level, which holds in every language of Word, or by the name of its style. */
export function outlineOf({ attrs }: Tree, style: Style): number {
  // Word for the web says so of paragraphs as anybody would.
  const level = Number(attrs['role'] === 'heading' ? attrs['aria-level'] : style['mso-outline-level'])
  if (Number.isInteger(level) && level >= 1 && level <= 6) return level
  const name = attrs['class'] ?? ''
  if (/\bMsoTitle\b/.test(name)) return 1
  return Number(/\bMsoHeading([1-6])\b/.exec(name)?.[1] ?? 0)
}

/** Which list a paragraph of Word is an item of: lists are paragraphs there, whose signs are text. */
export function listOf(style: Style): { list: string; level: number } | undefined {
  const found = /^(l\d+)\s+level(\d)(?:\s+(lfo\d+))?/.exec(style['mso-list'] ?? '')
  return found ? { list: `${found[1]} ${found[3] ?? ''}`, level: Number(found[2]) } : undefined
}

/** The sign of a list item, which stands before its words. */
export const isMarker = (style: Style) => style['mso-list'] === 'ignore'

/** Comments of others, which are no part of the text. */
export const isRemark = ({ attrs }: Tree, style: Style) =>
  /^comment(-list)?$/.test(style['mso-element'] ?? '') ||
  style['mso-special-character'] === 'comment' ||
  /\b(MsoCommentReference|msocomanchor)\b/.test(attrs['class'] ?? '')

export function markerIn(tree: Tree, styleOf: (tree: Tree) => Style): string | undefined {
  if (isMarker(styleOf(tree))) return textIn(tree).replace(/[\s\u00a0]+/g, '')
  for (const child of tree.children) {
    const found = typeof child === 'string' ? undefined : markerIn(child, styleOf)
    if (found !== undefined) return found
  }
  return undefined
}

/** Digits of either width, circled ones, Japanese and Roman numerals, letters and kana; with a sign after them. */
const numeral =
  /^[(（]?(?:[\d０-９]+(?:[.．][\d０-９]+)*|[①-⑳]|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]+|[ivxlcdm]+|[a-z]|[\u30a2-\u30f3\uff71-\uff9d])[.)．）\u3001]?$/i
/** Signs that fonts of symbols draw are letters in the text: `l` is a disc in Wingdings. */
const symbol = /^[a-z\uff71-\uff9d]$/i

export const isNumber = (marker: string): boolean => numeral.test(marker) && !symbol.test(marker)
export const startOf = (marker: string): number =>
  Number(/[\d０-９]+(?=\D*$)/.exec(marker)?.[0].normalize('NFKC') ?? 1)
