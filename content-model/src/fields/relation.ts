import { checkRange, fieldType, setOperators } from '../field-type.ts'
import { issue } from '../issue.ts'
import { limits } from '../limits.ts'

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const isId = (value: unknown): value is string => typeof value === 'string' && id.test(value)

/** Ids of entries of the named types. That they exist is checked where the entries are. */
export const relation = fieldType({
  type: 'relation',
  label: { ja: '関連', en: 'Relation' },
  options: ['to', 'many', 'min', 'max'],
  operators: setOperators,
  column: (field) => (field.many ? 'refs' : 'text'),
  checkOptions: (field) => [
    ...(field.to && field.to.length > 0 ? [] : [issue('/to', 'required')]),
    ...checkRange(field, 'min', 'max'),
  ],
  normalise: (value, field) => (field.many && Array.isArray(value) ? [...new Set(value)] : value),
  check(value, field) {
    if (!field.many) return isId(value) ? [] : [issue('', 'not_an_id')]
    if (!Array.isArray(value)) return [issue('', 'wrong_type', { expected: '["id", …]' })]
    const most = Math.min(field.max ?? limits.relations, limits.relations)
    if (value.length > most) return [issue('', 'too_many_items', { limit: most })]
    if (field.min !== undefined && value.length < field.min)
      return [issue('', 'too_few_items', { limit: field.min })]
    return value.flatMap((item, i) => (isId(item) ? [] : [issue(`/${i}`, 'not_an_id')]))
  },
  schema: (field) =>
    field.many
      ? { type: 'array', items: { type: 'string', format: 'uuid' } }
      : { type: 'string', format: 'uuid' },
  indexValue: (value) => String(value),
  refs: (value, field) => (field.many ? (value as string[]) : [String(value)]),
})
