import { fieldType } from '../field-type.ts'
import { textarea } from './textarea.ts'

/** Kept as it was written; whoever shows it renders it. */
export const markdown = fieldType({
  ...textarea,
  type: 'markdown',
  label: { ja: 'Markdown', en: 'Markdown' },
  // Signs of the notation would only be noise in search; what they enclose stays.
  plainText: (value) =>
    String(value)
      .replace(/^(```|~~~).*$/gm, '')
      .replace(/!?\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/g, '$1')
      .replace(/^[ \t]{0,3}(#{1,6}|>|[-*+]|\d{1,9}\.)[ \t]+/gm, '')
      .replace(/[*_`~|]/g, ''),
})
