import type { AuditRecord } from '@dozo/client'
import type { TFunction } from 'i18next'

type Said = TFunction<['audit', 'auditEvents']>

/** Who it was; whoever has been erased has no name any more. */
function personOf({ actor }: AuditRecord, t: Said): string {
  if (actor.name) return actor.name
  if (actor.kind === 'system') return t('whoSystem')
  if (actor.kind === 'api') return t('whoApi')
  return actor.kind === 'member' ? t('whoErased') : t('whoAnonymous')
}

/** What it was done to, by the name it had then. */
export function thingOf({ actor, subject }: AuditRecord, t: Said): string {
  if (subject.label) return subject.label
  if (subject.type === 'member' && subject.id === 'unknown') return t('nobodyKnown')
  if (subject.type === 'member' && subject.id === actor.id && actor.name) return actor.name
  return subject.id === '' ? t('unnamed') : subject.id
}

/** One record as a sentence. An event without words of its own, from a newer server, is still said. */
export function sentenceOf(record: AuditRecord, t: Said): string {
  const words = { who: personOf(record, t), what: thingOf(record, t) }
  const own = record.action === 'session.ended' && record.subject.id === record.actor.id
  const key = own ? 'session.ended.own' : record.action
  const said = t(`auditEvents:${key}` as 'auditEvents:group.created', { ...words, defaultValue: '' })
  return said || t('otherEvent', { ...words, event: record.action })
}

/** What an event is called where one chooses among them. */
export const eventLabel = (event: string, t: Said): string =>
  t(`auditEvents:${event}` as 'auditEvents:group.created', { who: t('anybody'), what: '…' })
