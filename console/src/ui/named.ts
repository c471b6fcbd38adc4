import { useTranslation } from 'react-i18next'
import { resources } from '../locales/resources.ts'

/** The name of a thing that has one per language, in the language of the console. */
export function useNamed(): (words: { ja: string; en: string }) => string {
  const { i18n } = useTranslation()
  return (words) => (i18n.language === 'ja' ? words.ja : words.en)
}

/** What a word is in both languages, for who looks for it under either. */
export function useInBoth<Room extends keyof (typeof resources)['ja']>(
  room: Room,
): (word: keyof (typeof resources)['ja'][Room]) => string {
  const words = [resources.ja[room], resources.en[room]] as Record<PropertyKey, string>[]
  return (word) => words.map((one) => one[word]).join(' ')
}

/** A language's own name: 日本語, English. */
export const languageName = (locale: string): string =>
  new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
