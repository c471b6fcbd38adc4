import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'

const written = new Set<string>(['text', 'textarea', 'markdown', 'rich_text', 'slug', 'select'])
const most = 80

/** The first words that stand in fields of a group, to know it by when it is folded. */
export function summaryOf(fields: readonly Field[], values: Record<string, unknown> | undefined): string {
  for (const field of fields) {
    const value = values?.[field.key]
    if (!written.has(field.type) || value === undefined || value === null || value === '') continue
    const text = typeof value === 'string' ? value : typeOf(field).plainText(value, field)
    if (text.trim() !== '') return text.trim().slice(0, most)
  }
  return ''
}
