import type { SessionLine } from '@dozo/client'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'
import { deviceOf } from './device.ts'

/** Oneself, and every place one is signed in. */
export function AccountPage() {
  const { t } = useTranslation('sessions')
  const { member, sites } = useSession()
  const zone = sites.find((site) => site.key === member.siteKey)?.timeZone ?? 'UTC'
  const queryKey = ['sessions', member.id]
  const query = useQuery({
    queryKey,
    queryFn: async () => (await client.sessions.list({ site: member.siteKey })).data,
  })
  const end = useMutation({
    mutationFn: (id: string) => client.sessions.revoke({ site: member.siteKey, id }),
    onSuccess() {
      tell(t('endedOne'))
      void queries.invalidateQueries({ queryKey })
    },
  })
  const columns: Column<SessionLine>[] = [
    { key: 'device', header: t('device'), cell: (line) => deviceOf(line.userAgent) },
    { key: 'ip', header: t('address'), cell: (line) => line.ip, width: 140 },
    { key: 'since', header: t('since'), cell: (line) => moment(line.createdAt, zone) },
    { key: 'seen', header: t('lastSeen'), cell: (line) => moment(line.lastSeenAt, zone) },
    {
      key: 'end',
      header: '',
      align: 'right',
      cell: (line) =>
        line.current ? (
          <State tone="good">{t('current')}</State>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('endOf', { device: deviceOf(line.userAgent) })}
            onClick={() => end.mutate(line.id)}
          >
            {t('end')}
          </Button>
        ),
    },
  ]
  return (
    <Page title={t('account')}>
      <Surface>
        <Stack gap={2}>
          <Text fw={600}>{member.name}</Text>
          <Text size="sm" c="dimmed">
            {member.email}
          </Text>
        </Stack>
      </Surface>
      <Title order={2}>{t('sessions')}</Title>
      {end.error && <Trouble error={end.error} />}
      <Loaded query={query}>
        {(lines) => (
          <DataTable label={t('sessions')} columns={columns} rows={lines} keyOf={(line) => line.id} />
        )}
      </Loaded>
    </Page>
  )
}
