import { checkRange, fieldType, setOperators } from '../field-type.ts'
import { relation } from './relation.ts'

/** Ids of members of the site. That they exist is checked where the members are; readers get their names and nothing else. */
export const member = fieldType({
  type: 'member',
  label: { ja: 'メンバー', en: 'Member' },
  options: ['many', 'min', 'max'],
  operators: setOperators,
  column: relation.column,
  checkOptions: (field) => checkRange(field, 'min', 'max'),
  normalise: relation.normalise,
  check: relation.check,
  schema: relation.schema,
  indexValue: (value) => String(value),
  refs: (value, field) => (field.many ? (value as string[]) : []),
})
