import type { Schedule } from '@dozo/client'
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Surface } from '../../ui/Surface.tsx'
import { To } from '../../ui/To.tsx'
import { useScheduleWords } from '../entries/ScheduleList.tsx'

const most = 5

/** What goes live or away next, and what should have and did not. */
export function ComingUp() {
  return (
    <>
      <Planned status="failed" />
      <Planned status="waiting" />
    </>
  )
}

function Planned({ status }: { status: 'waiting' | 'failed' }) {
  const { t } = useTranslation('home')
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['schedules', site, status, 'home'],
    queryFn: async () => (await client.schedules.list({ site, query: { status, size: most } })).data,
  })
  // What cannot be asked for here is said on its own page.
  if (!query.data?.length) return null
  return (
    <Surface>
      <Stack gap="xs" align="flex-start">
        <Title order={2}>{t(`planned.${status}`)}</Title>
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
          {query.data.map((one) => (
            <PlannedLine key={one.id} schedule={one} />
          ))}
        </Stack>
        <To size="sm" to={paths.schedules} params={{ site }}>
          {t('plannedAll')}
        </To>
      </Stack>
    </Surface>
  )
}

function PlannedLine({ schedule }: { schedule: Schedule }) {
  const { key: site } = useSite()
  const words = useScheduleWords()
  const { id, type, title } = schedule.entry
  return (
    <li>
      <To size="sm" to={paths.entry} params={{ site, type, id }}>
        {title}
      </To>
      <Text size="xs" c="dimmed">
        {words(schedule)}
      </Text>
    </li>
  )
}
