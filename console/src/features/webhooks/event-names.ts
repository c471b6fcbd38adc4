import { useTranslation } from 'react-i18next'

/** What can be told outside, as the server names it. */
export const eventNames = [
  '*',
  'entry.created',
  'entry.updated',
  'entry.published',
  'entry.unpublished',
  'entry.restored',
  'entry.deleted',
  'entry.recovered',
  'entry.moved',
  'entry.scheduled',
  'entry.schedule_failed',
  'entries.imported',
  'content_type.created',
  'content_type.updated',
  'content_type.deleted',
] as const

/** The words of an event; one that this page has no words for is shown by its name. */
export function useEventLabel(): (name: string) => string {
  const { t } = useTranslation('webhooks')
  return (name) => ([...eventNames, 'webhook.test'].includes(name) ? t(`event.${name}` as 'event.*') : name)
}
