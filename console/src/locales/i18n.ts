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
  i18n.addResourceBundle('ja', room, ja)
  i18n.addResourceBundle('en', room, en)
})

listen((next: Language) => void i18n.changeLanguage(next))

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false
    defaultNS: 'shell'
    resources: (typeof resources)['ja']
  }
}
