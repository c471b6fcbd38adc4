import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { language, listen, type Language } from './language.ts'
import { add, eachRoom } from './added.ts'
import type { resources } from './resources.ts'
import { shell } from './shell.ts'

export const i18n = i18next.createInstance()

await i18n.use(initReactI18next).init({
  resources: {},
  partialBundledLanguages: true,
  lng: language(),
  fallbackLng: false,
  supportedLngs: ['ja', 'en'],
  defaultNS: 'shell',
  keySeparator: false,
  // Never seen where the tests are green: they read the browser's log.
  saveMissing: true,
  missingKeyHandler(_languages, room, word, instead) {
    if (instead === word) window.console.error(`no word ${room}:${word}`)
  },
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
})

// Asked for everywhere.
add('shell', shell)
eachRoom((room, { ja, en }) => {
  // As they are, and told to nobody: copying and telling takes longer than all else with words.
  i18n.addResourceBundle('ja', room, ja, false, true, { skipCopy: true, silent: true })
  i18n.addResourceBundle('en', room, en, false, true, { skipCopy: true, silent: true })
})

listen((next: Language) => void i18n.changeLanguage(next))

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false
    defaultNS: 'shell'
    resources: (typeof resources)['ja']
  }
}
