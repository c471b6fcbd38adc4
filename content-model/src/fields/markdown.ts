import { fieldType } from '../field-type.ts'
import { textarea } from './textarea.ts'

/** Takes `(address)` out of `[words](address)`. By hand: a pattern that looks for both ends is quadratic on a million brackets. */
function withoutAddresses(line: string): string {
  const kept: string[] = []
  let from = 0
  for (;;) {
    const open = line.indexOf('](', from)
    const close = open < 0 ? -1 : line.indexOf(')', open)
    if (close < 0) return kept.join('') + line.slice(from)
    kept.push(line.slice(from, open + 1))
    from = close + 1
  }
}

/** Kept as it was written; whoever shows it renders it. */
export const markdown = fieldType({
  ...textarea,
  type: 'markdown',
  label: { ja: 'Markdown', en: 'Markdown' },
  // Signs of the notation would only be noise in search; what they enclose stays.
  plainText: (value) =>
    String(value)
      .replace(/^(```|~~~).*$/gm, '')
      .split('\n')
      .map(withoutAddresses)
      .join('\n')
      .replace(/^[ \t]{0,3}(#{1,6}|>|[-*+]|\d{1,9}\.)[ \t]+/gm, '')
      .replace(/[*_`~|]/g, '')
      .replace(/!?\[|\]/g, ''),
})
