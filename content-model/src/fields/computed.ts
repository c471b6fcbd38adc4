import { fieldType, sortKey, textOperators } from '../field-type.ts'
import { issue } from '../issue.ts'
import { limits } from '../limits.ts'

/** A text put together from other fields of the entry whenever one of them is written. */
export const computed = fieldType({
  type: 'computed',
  label: { ja: '計算テキスト', en: 'Computed text' },
  options: ['template'],
  operators: textOperators,
  column: () => 'text',
  sortable: true,
  onlyTop: true,
  isComputed: true,
  isFolded: true,
  canBeSearched: true,
  checkOptions: (field) => (field.template?.trim() ? [] : [issue('/template', 'required')]),
  check: (value) => (typeof value === 'string' ? [] : [issue('', 'wrong_type', { expected: '"…"' })]),
  schema: () => ({ type: 'string', maxLength: limits.textLength }),
  indexValue: (value) => sortKey(String(value)),
  plainText: (value) => String(value),
})
