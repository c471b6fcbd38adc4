import { useTranslation } from 'react-i18next'

/** The name of a thing that has one per language, in the language of the console. */
export function useNamed(): (words: { ja: string; en: string }) => string {
  const { i18n } = useTranslation()
  return (words) => (i18n.language === 'ja' ? words.ja : words.en)
}
