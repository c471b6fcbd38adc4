import type { SessionLine } from '@dozo/client'
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { State } from '../../ui/State.tsx'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'
import { deviceOf } from './device.ts'

type Props = {
  site: string
  /** Undefined: one's own. */
  member?: string
  zone: string
}

/** Every place somebody is signed in, each of which can be ended. */
export function SessionTable({ site, member, zone }: Props) {
  const { t } = useTranslation('sessions')
  const queryKey = ['sessions', site, member ?? 'own']
  const query = useQuery({
    queryKey,
    queryFn: async () =>
      (await client.sessions.list({ site, ...(member ? { query: { member } } : {}) })).data,
  })
  const end = useMutation({
    mutationFn: (id: string) => client.sessions.revoke({ site, id }),
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
    <>
      {end.error && <Trouble error={end.error} />}
      <Loaded query={query}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty text={t('noSessions')} />
          ) : (
            <DataTable label={t('sessions')} columns={columns} rows={lines} keyOf={(line) => line.id} />
          )
        }
      </Loaded>
    </>
  )
}
