import type { Field } from '../definition.ts'
import { fieldType, orderOperators } from '../field-type.ts'
import { issue, type Issue } from '../issue.ts'

export const valuesOf = (field: Field) => (field.options ?? []).map((option) => option.value)

export function checkChoices(field: Field): Issue[] {
  const values = valuesOf(field)
  if (values.length === 0) return [issue('/options', 'required')]
  const twice = values.find((value, i) => values.indexOf(value) !== i)
  return twice === undefined ? [] : [issue('/options', 'option_twice', { value: twice })]
}

export const checkChoice = (value: unknown, field: Field): Issue[] =>
  typeof value === 'string' && valuesOf(field).includes(value)
    ? []
    : [issue('', 'not_an_option', { allowed: valuesOf(field).slice(0, 20).join(', ') })]

export const namesOf = (value: unknown, field: Field) => {
  const option = field.options?.find((o) => o.value === value)
  return option ? `${option.name.ja} ${option.name.en}` : ''
}

/** Name of a choice in a language: one of the two that every name has. A choice that is gone is called by its value. */
export function labelOf(value: unknown, field: Field, locale: string): string {
  const option = field.options?.find((one) => one.value === value)
  return option ? option.name[/^ja\b/.test(locale) ? 'ja' : 'en'] : String(value)
}

export const select = fieldType({
  type: 'select',
  label: { ja: '選択（一つ）', en: 'Choice' },
  options: ['options', 'delivered'],
  operators: orderOperators,
  column: () => 'text',
  sortable: true,
  canBeSearched: true,
  checkOptions: checkChoices,
  check: checkChoice,
  schema: (field) => ({ type: 'string', enum: valuesOf(field) }),
  indexValue: (value) => String(value),
  plainText: namesOf,
})
