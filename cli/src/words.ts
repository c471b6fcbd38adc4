/** The terminal's language: DOZO_LANGUAGE, else the system's. */
export const language: 'ja' | 'en' = /^ja/i.test(
  process.env['DOZO_LANGUAGE'] ||
    process.env['LC_ALL'] ||
    process.env['LC_MESSAGES'] ||
    process.env['LANG'] ||
    '',
)
  ? 'ja'
  : 'en'

export const say = (ja: string, en: string): string => (language === 'ja' ? ja : en)

/** The command cannot go on: said without a stack. */
export class Refusal extends Error {}
export const refuse = (ja: string, en: string): never => {
  throw new Refusal(say(ja, en))
}
