import type { Api, ContentType } from '@dozo/client'
import { Group, Stack, Text, Title } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Surface } from '../../ui/Surface.tsx'
import { To, type Target } from '../../ui/To.tsx'

type Props = { types: readonly ContentType[]; apis: readonly Api[] }
type Step = { id: 'type' | 'entry' | 'api' | 'member'; done: boolean; to: Target }

/** What a new site still lacks, the next thing first; gone when nothing is missing. */
export function NextSteps({ types, apis }: Props) {
  const { t } = useTranslation('home')
  const { key: site } = useSite()
  const can = useCan()
  const members = useQuery({
    queryKey: ['members', site, 'two'],
    enabled: can('members.read'),
    queryFn: async () => (await client.members.list({ site, query: { size: 2 } })).data.length,
  })
  const params = { site }
  const first = types.find(({ kind }) => kind !== 'single')
  const steps: (Step | false)[] = [
    can('content-types.write') && {
      id: 'type',
      done: types.length > 0,
      to: { to: paths.newContentType, params },
    },
    can('entries.create') &&
      first !== undefined && {
        id: 'entry',
        done: types.some((type) => type.entries > 0),
        to: { to: paths.entry, params: { site, type: first.key, id: 'new' } },
      },
    can('apis.write') && { id: 'api', done: apis.length > 0, to: { to: paths.apis, params } },
    can('members.write') &&
      members.data !== undefined && {
        id: 'member',
        done: members.data > 1,
        to: { to: paths.member, params: { site, id: 'new' } },
      },
  ]
  const shown = steps.filter((step) => step !== false)
  if (shown.every(({ done }) => done)) return null
  return (
    <Surface>
      <Stack gap="xs">
        <Title order={2}>{t('nextTitle')}</Title>
        <Stack component="ol" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
          {shown.map((step) => (
            <Line key={step.id} step={step} />
          ))}
        </Stack>
      </Stack>
    </Surface>
  )
}

function Line({ step: { id, done, to } }: { step: Step }) {
  const { t } = useTranslation('home')
  return (
    <Group component="li" gap="xs" wrap="nowrap" align="flex-start">
      {done ? (
        <IconCircleCheckFilled
          size={18}
          aria-label={t('done')}
          style={{
            flex: 'none',
            marginTop: 2,
            color: 'light-dark(var(--mantine-color-moss-7), var(--mantine-color-moss-3))',
          }}
        />
      ) : (
        <IconCircle size={18} aria-label={t('open')} style={{ flex: 'none', marginTop: 2 }} />
      )}
      <div>
        {done ? (
          <Text size="sm" c="dimmed">
            {t(`step.${id}`)}
          </Text>
        ) : (
          <To size="sm" {...to}>
            {t(`step.${id}`)}
          </To>
        )}
        {!done && (
          <Text size="xs" c="dimmed">
            {t(`why.${id}`)}
          </Text>
        )}
      </div>
    </Group>
  )
}
