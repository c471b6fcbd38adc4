import type { Field } from '../definition.ts'
import { isCleanText } from '../field-type.ts'
import { issue, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { isObject, strangeKeys, tidyObject } from './object-value.ts'
import { isId } from './relation.ts'

/** A file where it is used: its id, and words that hold here in place of the file's own. */
export type FileUse = { file: string; alt?: string; caption?: string }

const parts = { image: ['file', 'alt', 'caption'], file: ['file', 'caption'] } as const
export type UseOf = keyof typeof parts

/** The id alone stands for a use without words of its own. */
export const tidyUse = (value: unknown, of: UseOf): unknown =>
  tidyObject(typeof value === 'string' ? { file: value } : value, parts[of])

export function checkUse(value: unknown, of: UseOf): Issue[] {
  if (!isObject(value)) return [issue('', 'wrong_type', { expected: `{${parts[of].join(', ')}}` })]
  const words = parts[of].filter((part) => part !== 'file')
  return [
    ...strangeKeys(value, '', parts[of]),
    ...(isId(value['file']) ? [] : [issue('/file', value['file'] === undefined ? 'required' : 'not_a_file')]),
    ...words.flatMap((part) => checkWords(value[part], `/${part}`)),
  ]
}

function checkWords(text: unknown, at: string): Issue[] {
  if (text === undefined) return []
  if (typeof text !== 'string') return [issue(at, 'wrong_type', { expected: '"…"' })]
  if ([...text].length > limits.textLength) return [issue(at, 'too_long', { limit: limits.textLength })]
  return isCleanText(text) ? [] : [issue(at, 'control_characters')]
}

export const useSchema = (of: UseOf) => ({
  type: 'object',
  required: ['file'],
  additionalProperties: false,
  properties: {
    file: { type: 'string', format: 'uuid' },
    ...(of === 'image' ? { alt: { type: 'string', maxLength: limits.textLength } } : {}),
    caption: { type: 'string', maxLength: limits.textLength },
  },
})

export const wordsOfUse = (value: unknown): string => {
  const { alt, caption } = value as FileUse
  return [alt, caption].filter((text) => text !== undefined).join('\n')
}

/** Kinds of files that a field takes; null: any. */
export const acceptedKinds = (field: Field): readonly string[] | null =>
  field.type === 'image' ? ['image'] : (field.accept ?? (field.type === 'gallery' ? ['image'] : null))
