import { fieldType } from '../field-type.ts'
import { issue } from '../issue.ts'

export const boolean = fieldType({
  type: 'boolean',
  label: { ja: 'はい・いいえ', en: 'Yes or no' },
  operators: ['eq', 'ne', 'exists'],
  column: () => 'number',
  sortable: true,
  check: (value) =>
    typeof value === 'boolean' ? [] : [issue('', 'wrong_type', { expected: 'true | false' })],
  schema: () => ({ type: 'boolean' }),
  indexValue: (value) => (value === true ? 1 : 0),
})
