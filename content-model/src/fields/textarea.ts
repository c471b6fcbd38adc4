import { checkRange, fieldType, isCleanText } from '../field-type.ts'
import { issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { checkLength } from './text.ts'

export const textarea = fieldType({
  type: 'textarea',
  label: { ja: '複数行テキスト', en: 'Long text' },
  options: ['placeholder', 'minLength', 'maxLength'],
  canBeSearched: true,
  checkOptions: (field) => checkRange(field, 'minLength', 'maxLength'),
  normalise: (value) => (typeof value === 'string' ? value.normalize('NFC').replace(/\r\n?/g, '\n') : value),
  check(value, field) {
    if (typeof value !== 'string') return [issue('', 'wrong_type', { expected: '"…"' })]
    if (!isCleanText(value)) return [issue('', 'control_characters')]
    return checkLength(value, field, limits.longTextLength)
  },
  schema: (field) => ({ type: 'string', maxLength: field.maxLength ?? limits.longTextLength }),
  plainText: (value) => String(value),
})
