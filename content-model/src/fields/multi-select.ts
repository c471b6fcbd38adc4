import { checkRange, fieldType } from '../field-type.ts'
import { issue } from '../issue.ts'
import { checkChoice, checkChoices, namesOf, valuesOf } from './select.ts'

export const multiSelect = fieldType({
  type: 'multi_select',
  label: { ja: '選択（複数）', en: 'Choices' },
  options: ['options', 'delivered', 'min', 'max'],
  operators: ['eq', 'ne', 'in', 'nin', 'exists'],
  column: () => 'refs',
  canBeSearched: true,
  checkOptions: (field) => [...checkChoices(field), ...checkRange(field, 'min', 'max')],
  normalise: (value) => (Array.isArray(value) ? [...new Set(value)] : value),
  check(value, field) {
    if (!Array.isArray(value)) return [issue('', 'wrong_type', { expected: '["…"]' })]
    if (field.min !== undefined && value.length < field.min)
      return [issue('', 'too_few_items', { limit: field.min })]
    if (field.max !== undefined && value.length > field.max)
      return [issue('', 'too_many_items', { limit: field.max })]
    return value.flatMap((item, i) => checkChoice(item, field).map((found) => ({ ...found, path: `/${i}` })))
  },
  schema: (field) => ({ type: 'array', items: { type: 'string', enum: valuesOf(field) }, uniqueItems: true }),
  plainText: (value, field) => (value as unknown[]).map((item) => namesOf(item, field)).join(' '),
  refs: (value) => (value as unknown[]).map(String),
})
