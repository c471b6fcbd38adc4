/**
 * HTML whose styles and handlers are only data, before any parser of the browser sees it: even in a document that nobody looks at they are
 * held against the policy of the page, and each would be reported as an attack. Style sheets become plain text in an element of their own.
 */
export function inert(html: string): string {
  let made = ''
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at)
    if (open < 0) return made + html.slice(at)
    const isTag = /[a-z/]/i.test(html[open + 1] ?? '')
    const end = isTag ? endOfTag(html, open) : open + 1
    made += html.slice(at, open) + (isTag ? renamed(html.slice(open, end)) : '<')
    at = end
  }
  return made
}

const renamed = (tag: string): string =>
  tag
    .replace(/^<style(?=[\s/>])/i, `<xmp ${sheetMark}`)
    .replace(/^<\/style(?=[\s/>])/i, '</xmp')
    .replace(/=\s*(?:"[^"]*"|'[^']*')|(?<=[\s"'/])(style|on[a-z]+)(?=\s*=)/gi, (found, name?: string) =>
      name ? `data-${name}` : found,
    )

/** What names a style sheet among elements of plain text. */
export const sheetMark = 'data-sheet'

/** After the `>` that is in no value. */
function endOfTag(html: string, from: number): number {
  let quote = ''
  let before = ''
  for (let at = from; at < html.length; at++) {
    const sign = html[at]!
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '>') return at + 1
    else if ((sign === '"' || sign === "'") && before === '=') quote = sign
    if (sign.trim() !== '') before = sign
  }
  return html.length
}
