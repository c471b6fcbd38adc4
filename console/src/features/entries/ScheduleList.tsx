import type { Entry } from '@dozo/client'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { moment } from '../../ui/when.ts'
import { languageName } from '../../ui/named.ts'

export type Waiting = Pick<
  Entry['schedules'][number],
  'id' | 'action' | 'version' | 'locales' | 'at' | 'etag'
>

/** What a schedule does, in a sentence with its moment in full. */
export function useScheduleWords() {
  const { t } = useTranslation('entries')
  const { timeZone } = useSite()
  return ({ action, version, locales, at }: Omit<Waiting, 'id' | 'etag'>) => {
    const does =
      action === 'publish'
        ? t('scheduledPublish', { at: moment(at, timeZone), version })
        : t('scheduledUnpublish', { at: moment(at, timeZone) })
    return locales ? `${does} (${locales.map(languageName).join(', ')})` : does
  }
}

type Props = { schedules: readonly Waiting[]; cancel: ((one: Waiting) => void) | undefined }

/** What will happen to an entry by itself, the next first. */
export function ScheduleList({ schedules, cancel }: Props) {
  const { t } = useTranslation('entries')
  const words = useScheduleWords()
  if (schedules.length === 0) return null
  return (
    <Stack component="ul" aria-label={t('schedules')} gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {schedules.map((one) => (
        <Group component="li" key={one.id} gap="xs">
          <Text size="sm">{words(one)}</Text>
          {cancel && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${words(one)}: ${t('scheduleCancel')}`}
              onClick={() => cancel(one)}
            >
              {t('scheduleCancel')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  )
}
