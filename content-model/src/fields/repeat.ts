import { checkRange, fieldType } from '../field-type.ts'
import { issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { checkInner, normaliseInner, plainInner, refsInner, schemaInner } from './group.ts'

/** The same group of fields, as often as wanted. */
export const repeat = fieldType({
  type: 'repeat',
  label: { ja: '繰り返し', en: 'Repeating group' },
  options: ['fields', 'min', 'max'],
  canBeSearched: true,
  checkOptions: (field) => [
    ...(field.fields && field.fields.length > 0 ? [] : [issue('/fields', 'required')]),
    ...checkRange(field, 'min', 'max'),
  ],
  normalise: (value, field) =>
    Array.isArray(value) ? value.map((item) => normaliseInner(item, field)) : value,
  check(value, field) {
    if (!Array.isArray(value)) return [issue('', 'wrong_type', { expected: '[{…}]' })]
    const most = Math.min(field.max ?? limits.repeatItems, limits.repeatItems)
    if (value.length > most) return [issue('', 'too_many_items', { limit: most })]
    if (field.min !== undefined && value.length < field.min)
      return [issue('', 'too_few_items', { limit: field.min })]
    return value.flatMap((item, i) =>
      checkInner(item, field).map((found) => ({ ...found, path: `/${i}${found.path}` })),
    )
  },
  schema: (field) => ({ type: 'array', items: schemaInner(field) }),
  plainText: (value, field) => (value as unknown[]).map((item) => plainInner(item, field)).join('\n'),
  refs: (value, field) => [...new Set((value as unknown[]).flatMap((item) => refsInner(item, field)))],
})
