import { pattern } from '#pattern'
import type { Field } from '../definition.ts'
import { checkRange, fieldType, isCleanText, sortKey, textOperators } from '../field-type.ts'
import { issue, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'

const formats: Record<NonNullable<Field['format']>, RegExp> = {
  email: /^[^\s@"<>()[\]\\,;:]{1,64}@[^\s@"<>()[\]\\,;:]+\.[^\s@.]{2,63}$/,
  tel: /^\+?\d[\d-]{3,18}\d$/,
  // No name or password before the host: it only serves to make an address look like another one.
  url: /^https?:\/\/[^\s/?#@\\]+([/?#]\S*)?$/i,
  postal_code: /^\d{3}-\d{4}$/,
}

/** People type 〒１００－０００１ or 1000001: both mean 100-0001. */
function tidy(text: string, format: Field['format']): string {
  if (format !== 'tel' && format !== 'postal_code') return text
  const half = text
    .normalize('NFKC')
    .replace(/[‐-―−ー－]/g, '-')
    .replace(/[〒\s]/g, '')
    .normalize('NFKC')
  return format === 'postal_code'
    ? half.replace(/^(\d{3})(\d{4})$/, '$1-$2')
    : half.replace(/[-()]+/g, '-').replace(/^-|-$/g, '')
}

const hasFormat = (text: string, format: NonNullable<Field['format']>): boolean =>
  formats[format].test(text) && (format !== 'url' || URL.canParse(text))

export function checkLength(text: string, field: Field, most: number): Issue[] {
  const length = [...text].length
  const limit = Math.min(field.maxLength ?? most, most)
  if (length > limit) return [issue('', 'too_long', { limit })]
  return field.minLength !== undefined && length < field.minLength
    ? [issue('', 'too_short', { limit: field.minLength })]
    : []
}

export const text = fieldType({
  type: 'text',
  label: { ja: '一行テキスト', en: 'Text' },
  options: ['format', 'pattern', 'placeholder', 'minLength', 'maxLength', 'suggest'],
  operators: textOperators,
  column: () => 'text',
  sortable: true,
  isFolded: true,
  canBeUnique: true,
  canBeSearched: true,
  checkOptions: (field) => [
    ...checkRange(field, 'minLength', 'maxLength'),
    ...(field.pattern !== undefined && !pattern(field.pattern) ? [issue('/pattern', 'pattern_broken')] : []),
  ],
  normalise: (value, field) =>
    typeof value === 'string' ? tidy(value.normalize('NFC').trim(), field.format) : value,
  check(value, field) {
    if (typeof value !== 'string') return [issue('', 'wrong_type', { expected: '"…"' })]
    if (!isCleanText(value) || /[\r\n]/.test(value)) return [issue('', 'control_characters')]
    const length = checkLength(value, field, limits.textLength)
    if (length.length > 0) return length
    if (field.format && !hasFormat(value, field.format)) return [issue('', `format_${field.format}`)]
    if (field.pattern && !pattern(field.pattern)?.isFoundIn(value)) {
      return [issue('', 'pattern_mismatch', { pattern: field.pattern })]
    }
    return []
  },
  schema: (field) => ({
    type: 'string',
    maxLength: field.maxLength ?? limits.textLength,
    ...(field.minLength !== undefined ? { minLength: field.minLength } : {}),
    ...(field.format === 'email' ? { format: 'email' } : {}),
    ...(field.format === 'url' ? { format: 'uri' } : {}),
  }),
  indexValue: (value) => sortKey(String(value)),
  plainText: (value) => String(value),
})
