import { useTranslation } from 'react-i18next'

/** The name of a thing that has one per language, in the language of the console. */
export function useNamed(): (words: { ja: string; en: string }) => string {
  const { i18n } = useTranslation()
  return (words) => (i18n.language === 'ja' ? words.ja : words.en)
}

/** What a word is in both languages, for who looks for it under either. */
export const inBoth = <Key extends string>(
  { ja, en }: { ja: Record<Key, string>; en: Record<Key, string> },
  word: Key,
): string => `${ja[word]} ${en[word]}`

/** A language's own name: 日本語, English. */
export const languageName = (locale: string): string =>
  new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
