import { fieldType } from '../field-type.ts'
import { checkUse, tidyUse, useSchema, wordsOfUse, type FileUse } from './file-value.ts'

/** One of the site's files, of the kinds that the field accepts. */
export const file = fieldType({
  type: 'file',
  label: { ja: 'ファイル', en: 'File' },
  isObject: true,
  options: ['accept'],
  operators: ['exists'],
  column: () => 'text',
  canBeSearched: true,
  normalise: (value) => tidyUse(value, 'file'),
  check: (value) => checkUse(value, 'file'),
  schema: () => useSchema('file'),
  indexValue: (value) => (value as FileUse).file,
  plainText: wordsOfUse,
  refs: (value) => [(value as FileUse).file],
})
