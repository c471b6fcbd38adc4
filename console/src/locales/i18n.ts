import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { language, listen, type Language } from './language.ts'
import { resources } from './resources.ts'

export const i18n = i18next.createInstance()

await i18n.use(initReactI18next).init({
  resources,
  lng: language(),
  fallbackLng: false,
  supportedLngs: ['ja', 'en'],
  defaultNS: 'shell',
  keySeparator: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
})

listen((next: Language) => void i18n.changeLanguage(next))

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false
    defaultNS: 'shell'
    resources: (typeof resources)['ja']
  }
}
