import type { Entry } from '@dozo/client'
import { Group } from '@mantine/core'
import {
  IconCalendarClock,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconPencil,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { State } from './State.tsx'

/** Live, but not now: before its window, or after it. */
export const windowOf = (entry: Pick<Entry, 'liveFrom' | 'liveUntil'>, now = Date.now()) =>
  entry.liveFrom && Date.parse(entry.liveFrom) > now
    ? 'before'
    : entry.liveUntil && Date.parse(entry.liveUntil) <= now
      ? 'after'
      : 'within'

type Shown = Pick<Entry, 'status' | 'liveFrom' | 'liveUntil' | 'schedules'>

/** What readers see of it, and whether that will change by itself. */
export function EntryState({ entry }: { entry: Shown }) {
  const { t } = useTranslation('entries')
  const [next] = entry.schedules
  return (
    <Group gap={4} wrap="nowrap" component="span">
      <Now entry={entry} />
      {next && (
        <State tone="waiting" icon={<IconCalendarClock size={12} aria-hidden />}>
          {t(`scheduledState.${next.action}`)}
        </State>
      )}
    </Group>
  )
}

function Now({ entry }: { entry: Shown }) {
  const { t } = useTranslation('entries')
  if (entry.status === 'draft')
    return (
      <State tone="plain" icon={<IconCircleDashed size={12} aria-hidden />}>
        {t('state.draft')}
      </State>
    )
  const place = windowOf(entry)
  if (place === 'before')
    return (
      <State tone="waiting" icon={<IconClock size={12} aria-hidden />}>
        {t('state.waiting')}
      </State>
    )
  if (place === 'after')
    return (
      <State tone="plain" icon={<IconClock size={12} aria-hidden />}>
        {t('state.over')}
      </State>
    )
  return entry.status === 'live' ? (
    <State tone="good" icon={<IconCircleCheck size={12} aria-hidden />}>
      {t('state.live')}
    </State>
  ) : (
    <State tone="new" icon={<IconPencil size={12} aria-hidden />}>
      {t('state.changed')}
    </State>
  )
}
