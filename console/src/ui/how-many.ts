import type { ContentType } from '@dozo/client'
import { useTranslation } from 'react-i18next'
import { language } from '../locales/language.ts'

/** How many entries a type has, in words; of very many the server says only about how many. */
export function useHowMany(): (type: Pick<ContentType, 'entries' | 'entriesEstimated'>) => string {
  const { t } = useTranslation('shell')
  return ({ entries, entriesEstimated }) =>
    t(entriesEstimated ? 'aboutMany' : 'howMany', {
      count: entries,
      number: entries.toLocaleString(language()),
    })
}
