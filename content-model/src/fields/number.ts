import { checkRange, fieldType, orderOperators } from '../field-type.ts'
import { issue } from '../issue.ts'

export const number = fieldType({
  type: 'number',
  label: { ja: '数値', en: 'Number' },
  options: ['placeholder', 'integer', 'min', 'max'],
  operators: orderOperators,
  column: () => 'number',
  sortable: true,
  canBeUnique: true,
  checkOptions: (field) => checkRange(field, 'min', 'max', false),
  normalise: (value) => (value === 0 ? 0 : value),
  check(value, field) {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return [issue('', 'wrong_type', { expected: '123' })]
    if (field.integer && !Number.isSafeInteger(value)) return [issue('', 'not_integer')]
    if (field.min !== undefined && value < field.min) return [issue('', 'too_small', { limit: field.min })]
    if (field.max !== undefined && value > field.max) return [issue('', 'too_large', { limit: field.max })]
    return []
  },
  schema: (field) => ({
    type: field.integer ? 'integer' : 'number',
    ...(field.min !== undefined ? { minimum: field.min } : {}),
    ...(field.max !== undefined ? { maximum: field.max } : {}),
  }),
  indexValue: (value) => Number(value),
  plainText: (value) => String(value),
})
