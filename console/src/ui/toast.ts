import { notifications } from '@mantine/notifications'
import { i18n } from '../locales/i18n.ts'

/** Something went well: read out politely, long enough to be read. */
export const tell = (message: string): void =>
  void notifications.show({
    message,
    color: 'moss',
    autoClose: 10_000,
    role: 'status',
    closeButtonProps: { 'aria-label': i18n.t('close') },
  })
