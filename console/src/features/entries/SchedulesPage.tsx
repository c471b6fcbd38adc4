import type { Schedule } from '@dozo/client'
import { Button, Group, SegmentedControl } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { To } from '../../ui/To.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { tell } from '../../ui/toast.ts'
import { useScheduleWords } from './ScheduleList.tsx'

const statuses = ['waiting', 'failed', 'done'] as const
type Status = (typeof statuses)[number]

/** What goes live and what goes away next, in the whole site; what failed, and why. */
export function SchedulesPage() {
  const { t } = useTranslation(['entries', 'shell'])
  const { key: site } = useSite()
  const [status, setStatus] = useState<Status>('waiting')
  const [trail, setTrail] = useState<string[]>([])
  const after = trail.at(-1)
  const query = useQuery({
    queryKey: ['schedules', site, status, after],
    queryFn: () => client.schedules.list({ site, query: { status, ...(after ? { after } : {}) } }),
  })
  const cancel = useMutation({
    mutationFn: ({ id, etag }: Schedule) => client.schedules.cancel({ site, id, ifMatch: etag }),
    onSuccess: () => tell(t('scheduleCancelled')),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['schedules', site] }),
  })
  const columns = useColumns(status, cancel.mutate)
  return (
    <Page title={t('schedulesTitle')} lead={t('schedulesLead')}>
      <SegmentedControl
        aria-label={t('schedulesTitle')}
        value={status}
        onChange={(value) => {
          setStatus(value as Status)
          setTrail([])
        }}
        data={statuses.map((value) => ({ value, label: t(`schedulesAre.${value}`) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      {cancel.error && <Trouble error={cancel.error} />}
      <Loaded query={query}>
        {({ data, meta }) => {
          const next = (meta?.['page'] as { next: string | null } | undefined)?.next
          return (
            <>
              {data.length === 0 ? (
                <Empty text={t(`schedulesNone.${status}`)} />
              ) : (
                <DataTable
                  label={t('schedulesTitle')}
                  columns={columns}
                  rows={data}
                  keyOf={(one) => one.id}
                />
              )}
              <Group justify="flex-end" gap="xs">
                {trail.length > 0 && (
                  <Button variant="default" size="xs" onClick={() => setTrail(trail.slice(0, -1))}>
                    {t('shell:previous')}
                  </Button>
                )}
                {next && (
                  <Button variant="default" size="xs" onClick={() => setTrail([...trail, next])}>
                    {t('shell:next')}
                  </Button>
                )}
              </Group>
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function useColumns(status: Status, cancel: (one: Schedule) => void): Column<Schedule>[] {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const can = useCan()
  const words = useScheduleWords()
  return [
    {
      key: 'title',
      header: t('title'),
      cell: ({ entry }) => (
        <To to={paths.entry} params={{ site, type: entry.type, id: entry.id }}>
          {entry.title}
        </To>
      ),
    },
    { key: 'what', header: t('scheduleColumn'), cell: words },
    ...(status === 'failed'
      ? [
          {
            key: 'errors',
            header: t('scheduleFailedWhy'),
            cell: ({ errors }: Schedule) =>
              errors.map(({ path, message }) => `${path} ${message}`.trim()).join(' / '),
          },
        ]
      : []),
    ...(status === 'waiting' && can('entries.publish')
      ? [
          {
            key: 'cancel',
            header: '',
            align: 'right' as const,
            cell: (one: Schedule) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${one.entry.title}: ${t('scheduleCancel')}`}
                onClick={() => cancel(one)}
              >
                {t('scheduleCancel')}
              </Button>
            ),
          },
        ]
      : []),
  ]
}
