import type { Entry } from '@dozo/client'
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

const icons = {
  draft: <IconCircleDashed size={12} aria-hidden />,
  waiting: <IconClock size={12} aria-hidden />,
  over: <IconClock size={12} aria-hidden />,
  live: <IconCircleCheck size={12} aria-hidden />,
  changed: <IconPencil size={12} aria-hidden />,
}
const tones = { draft: 'plain', waiting: 'waiting', over: 'plain', live: 'good', changed: 'new' } as const

function nowOf(entry: Shown): keyof typeof icons {
  if (entry.status === 'draft') return 'draft'
  const place = windowOf(entry)
  if (place !== 'within') return place === 'before' ? 'waiting' : 'over'
  return entry.status === 'live' ? 'live' : 'changed'
}

/** What readers see of it, and whether that will change by itself. */
export function EntryState({ entry }: { entry: Shown }) {
  const { t } = useTranslation('entries')
  const [next] = entry.schedules
  const now = nowOf(entry)
  return (
    <span className="states">
      <State tone={tones[now]} icon={icons[now]}>
        {t(`state.${now}`)}
      </State>
      {next && (
        <State tone="waiting" icon={<IconCalendarClock size={12} aria-hidden />}>
          {t(`scheduledState.${next.action}`)}
        </State>
      )}
    </span>
  )
}
