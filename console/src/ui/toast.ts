import { notifications } from '@mantine/notifications'

/** Something went well, or a word in passing: read out politely, long enough to be read. */
export const tell = (message: string): void =>
  void notifications.show({ message, color: 'moss', autoClose: 10_000, role: 'status' })
/** Something failed away from the field that caused it. */
export const warn = (message: string): void =>
  void notifications.show({ message, color: 'vermilion', autoClose: false, role: 'alert' })
