import { messages } from '@dozo/content-model/messages'
import { useTranslation } from 'react-i18next'

type Said = { code: string; params?: Record<string, unknown> | undefined }

/** What the content model says of a step or of something wrong, in the person's language, as the server would say it. */
export function useSentences(): (said: Said) => string {
  const { i18n } = useTranslation()
  return ({ code, params = {} }) => {
    const words = messages[code]
    if (!words) return code
    return words[i18n.language === 'ja' ? 'ja' : 'en'].replace(/\{(\w+)\}/g, (_all, name: string) =>
      String(params[name] ?? ''),
    )
  }
}
