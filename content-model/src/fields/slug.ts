import { fieldType, orderOperators } from '../field-type.ts'
import { issue } from '../issue.ts'

/** Part of an address: letters and digits with single hyphens, underscores, dots or slashes between them; 200 characters at most. Case is kept. */
export const slug = fieldType({
  type: 'slug',
  label: { ja: 'スラッグ', en: 'Slug' },
  options: ['placeholder'],
  operators: [...orderOperators, 'startsWith'],
  column: () => 'text',
  sortable: true,
  written: 'hello-world',
  canBeUnique: true,
  normalise: (value) => (typeof value === 'string' ? value.normalize('NFKC').trim() : value),
  check: (value) =>
    typeof value === 'string' && value.length <= 200 && /^[A-Za-z0-9]+(?:[-_/.][A-Za-z0-9]+)*$/.test(value)
      ? []
      : [issue('', 'format_slug')],
  schema: () => ({ type: 'string', maxLength: 200, pattern: '^[A-Za-z0-9]+(?:[-_/.][A-Za-z0-9]+)*$' }),
  indexValue: (value) => String(value),
  plainText: (value) => String(value),
})
