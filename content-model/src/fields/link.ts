import { fieldType, isCleanText } from '../field-type.ts'
import { issue, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { isObject, strangeKeys, tidyObject } from './object-value.ts'
import { isSafeLink } from './rich-text.ts'

type Link = { url: string; text?: string; target?: '_blank' | '_self' }

const targets = ['_blank', '_self']

function checkText(text: unknown): Issue[] {
  if (text === undefined) return []
  if (typeof text !== 'string') return [issue('/text', 'wrong_type', { expected: '"…"' })]
  if ([...text].length > limits.textLength) return [issue('/text', 'too_long', { limit: limits.textLength })]
  return isCleanText(text) && !text.includes('\n') ? [] : [issue('/text', 'control_characters')]
}

/** An address that may be linked, the words of the link, and whether it opens a new window. */
export const link = fieldType({
  type: 'link',
  label: { ja: 'リンク', en: 'Link' },
  isObject: true,
  canBeSearched: true,
  normalise: (value) => tidyObject(value, ['url', 'text', 'target']),
  check(value) {
    if (!isObject(value)) return [issue('', 'wrong_type', { expected: '{url, text, target}' })]
    const { url, text, target } = value
    return [
      ...strangeKeys(value, '', ['url', 'text', 'target']),
      ...(url === undefined ? [issue('/url', 'required')] : []),
      ...(url === undefined || isSafeLink(url) ? [] : [issue('/url', 'unsafe_link')]),
      ...checkText(text),
      ...(target === undefined || targets.includes(target as string)
        ? []
        : [issue('/target', 'not_an_option', { allowed: targets.join(', ') })]),
    ]
  },
  schema: () => ({
    type: 'object',
    required: ['url'],
    additionalProperties: false,
    properties: {
      url: { type: 'string' },
      text: { type: 'string', maxLength: limits.textLength },
      target: { type: 'string', enum: targets },
    },
  }),
  plainText: (value) => (value as Link).text ?? '',
})
