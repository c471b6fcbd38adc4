// The language of the console: what the person chose, else what the browser speaks.
export type Language = 'ja' | 'en'

const key = 'dozo.language'
const listeners = new Set<(language: Language) => void>()

export const language = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'ja')

export function chooseLanguage(next: Language): void {
  document.documentElement.lang = next
  try {
    localStorage.setItem(key, next)
  } catch {
    // A browser that keeps nothing keeps the language for this page.
  }
  for (const tell of listeners) tell(next)
}

export const listen = (tell: (language: Language) => void): void => void listeners.add(tell)
