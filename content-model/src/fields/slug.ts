import { fieldType, orderOperators } from '../field-type.ts'
import { issue } from '../issue.ts'

/** Part of an address: lower-case letters, digits, single hyphens, underscores or slashes between them; 200 characters at most. */
export const slug = fieldType({
  type: 'slug',
  label: { ja: 'スラッグ', en: 'Slug' },
  operators: [...orderOperators, 'startsWith'],
  column: () => 'text',
  sortable: true,
  canBeUnique: true,
  normalise: (value) => (typeof value === 'string' ? value.normalize('NFKC').trim().toLowerCase() : value),
  check: (value) =>
    typeof value === 'string' && value.length <= 200 && /^[a-z0-9]+(?:[-_/.][a-z0-9]+)*$/.test(value)
      ? []
      : [issue('', 'format_slug')],
  schema: () => ({ type: 'string', maxLength: 200, pattern: '^[a-z0-9]+(?:[-_/.][a-z0-9]+)*$' }),
  indexValue: (value) => String(value),
  plainText: (value) => String(value),
})
