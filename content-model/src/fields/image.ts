import { fieldType } from '../field-type.ts'
import { checkUse, tidyUse, useSchema, wordsOfUse, type FileUse } from './file-value.ts'

/** One image of the site's files. That it exists is checked where the files are; readers get its address, size and words. */
export const image = fieldType({
  type: 'image',
  label: { ja: '画像', en: 'Image' },
  isObject: true,
  operators: ['exists'],
  column: () => 'text',
  canBeSearched: true,
  normalise: (value) => tidyUse(value, 'image'),
  check: (value) => checkUse(value, 'image'),
  schema: () => useSchema('image'),
  indexValue: (value) => (value as FileUse).file,
  plainText: wordsOfUse,
  refs: (value) => [(value as FileUse).file],
})
