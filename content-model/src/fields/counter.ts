import { fieldType, orderOperators } from '../field-type.ts'
import { issue } from '../issue.ts'

/** A whole number that is counted up and down by itself, apart from versions: what is counted is no edit. It begins at 0. */
export const counter = fieldType({
  type: 'counter',
  label: { ja: 'カウンター', en: 'Counter' },
  operators: orderOperators,
  column: () => 'number',
  sortable: true,
  onlyTop: true,
  canBeLocalized: false,
  start: 0,
  normalise: (value) => (value === 0 ? 0 : value),
  check: (value) => (Number.isSafeInteger(value) ? [] : [issue('', 'not_integer')]),
  schema: () => ({ type: 'integer' }),
  indexValue: (value) => Number(value),
})
