import type { EndpointUsage } from '@dozo/client'
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUsage } from '../../api/apis.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { lastDays } from './days.ts'
import './apis.css'

/** Calls of all endpoints of an API, or of one of them, by days. */
export function ApiUsage({ api, endpoint }: { api: string; endpoint?: string }) {
  const wanted = (all: readonly EndpointUsage[]) =>
    endpoint === undefined ? all : all.filter((one) => one.endpoint === endpoint)
  return (
    <Loaded query={useUsage(api)}>
      {(all) => <Bars counted={wanted(all).flatMap(({ days }) => days)} />}
    </Loaded>
  )
}

function Bars({ counted }: { counted: EndpointUsage['days'] }) {
  const { t } = useTranslation('apis')
  const { timeZone } = useSite()
  const days = lastDays(counted, timeZone, new Date())
  const sum = days.reduce((all, { calls }) => all + calls, 0)
  const most = Math.max(...days.map(({ calls }) => calls))
  if (sum === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('noCalls')}
      </Text>
    )
  const busiest = days.find(({ calls }) => calls === most)!
  return (
    <Surface>
      <Stack gap="xs">
        <Text size="sm">
          {t('callsSum', { calls: sum.toLocaleString(), most: most.toLocaleString(), day: busiest.day })}
        </Text>
        <ol className="usage-bars" aria-label={t('callsByDay')}>
          {days.map(({ day, calls }) => (
            <li
              key={day}
              title={t('callsOn', { day, calls: calls.toLocaleString() })}
              style={{ '--share': calls / most } as React.CSSProperties}
            >
              <span>{t('callsOn', { day, calls: calls.toLocaleString() })}</span>
            </li>
          ))}
        </ol>
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {days[0]!.day}
          </Text>
          <Text size="xs" c="dimmed">
            {days.at(-1)!.day}
          </Text>
        </Group>
      </Stack>
    </Surface>
  )
}
