import { checkRange, fieldType } from '../field-type.ts'
import { issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { checkUse, tidyUse, useSchema, wordsOfUse, type FileUse } from './file-value.ts'

/** Images, or files of the kinds that the field accepts, in an order, each with its own words. */
export const gallery = fieldType({
  type: 'gallery',
  label: { ja: 'ギャラリー', en: 'Gallery' },
  options: ['accept', 'min', 'max'],
  canBeSearched: true,
  checkOptions: (field) => checkRange(field, 'min', 'max'),
  normalise: (value) => (Array.isArray(value) ? value.map((one) => tidyUse(one, 'image')) : value),
  check(value, field) {
    if (!Array.isArray(value)) return [issue('', 'wrong_type', { expected: '[{file, alt, caption}]' })]
    const most = Math.min(field.max ?? limits.repeatItems, limits.repeatItems)
    if (value.length > most) return [issue('', 'too_many_items', { limit: most })]
    if (field.min !== undefined && value.length < field.min)
      return [issue('', 'too_few_items', { limit: field.min })]
    const found = value.flatMap((one, i) =>
      checkUse(one, 'image').map((wrong) => ({ ...wrong, path: `/${i}${wrong.path}` })),
    )
    return found.slice(0, 20)
  },
  schema: () => ({ type: 'array', items: useSchema('image') }),
  plainText: (value) => (value as unknown[]).map(wordsOfUse).join('\n'),
  refs: (value) => [...new Set((value as FileUse[]).map((use) => use.file))],
})
