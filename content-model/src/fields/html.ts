import { fieldType } from '../field-type.ts'
import { textarea } from './textarea.ts'

/** Elements whose content nobody reads. */
const unread = new Set(['script', 'style', 'template', 'noscript'])
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }

/** The words between the tags. Cut at each `<` once: a pattern that looks for both ends is quadratic on a million of them. */
function wordsOf(html: string): string {
  const [first = '', ...pieces] = html.split('<')
  let within: string | undefined
  const words = pieces.map((piece) => {
    const [, slash, name = ''] = /^(\/?)([A-Za-z][A-Za-z0-9]*)/.exec(piece) ?? []
    const tag = name.toLowerCase()
    if (within === undefined && !slash && unread.has(tag)) within = tag
    else if (slash && tag === within) within = undefined
    const end = piece.indexOf('>')
    return within === undefined && end >= 0 ? piece.slice(end + 1) : ''
  })
  return [first, ...words]
    .join(' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_all, name: string) => entities[name]!)
    .replace(/[ \t]+/g, ' ')
    .trim()
}

/** HTML as somebody wrote it. Readers get it sanitised; the console shows it as text, never as a page. */
export const html = fieldType({
  ...textarea,
  type: 'html',
  label: { ja: 'HTML', en: 'HTML' },
  plainText: (value) => wordsOf(String(value)),
})
