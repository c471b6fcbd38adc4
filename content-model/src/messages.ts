import { changeWords } from './words/change.ts'
import { definitionWords } from './words/definition.ts'
import { queryWords } from './words/query.ts'
import { valueWords } from './words/value.ts'

/** Words for every code of issues and plan steps, in both languages. `{name}` places are filled from `params`. */
export const messages: Record<string, { ja: string; en: string }> = {
  ...valueWords,
  ...definitionWords,
  ...queryWords,
  ...changeWords,
}
