import { i18n } from '../locales/i18n.ts'
import { say } from './toasts.tsx'

const show = (message: string, color: string, role: 'status' | 'alert'): void =>
  void say({
    message,
    color,
    role,
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': i18n.t('close') },
  })

/** Something went well: read out politely, long enough to be read. */
export const tell = (message: string): void => show(message, 'moss', 'status')
/** Something did not work out; the page shows why. */
export const warn = (message: string): void => show(message, 'vermilion', 'alert')
