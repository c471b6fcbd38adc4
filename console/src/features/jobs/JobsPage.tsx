import type { Job } from '@dozo/client'
import { Button, Group } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'

const tones = { waiting: 'plain', running: 'waiting', retrying: 'waiting', dead: 'bad' } as const

/** Work that goes on behind the pages: what waits, what runs, what has failed. */
export function JobsPage() {
  const { t } = useTranslation('jobs')
  const can = useCan()
  const { key: site, timeZone } = useSite()
  const queryKey = ['jobs', site]
  const query = useQuery({
    queryKey,
    queryFn: async () => (await client.jobs.list({ site })).data,
    refetchInterval: 3_000,
  })
  const act = useMutation({
    mutationFn: ({ id, what }: { id: string; what: 'retry' | 'cancel' }) => client.jobs[what]({ site, id }),
    onSettled: () => void queries.invalidateQueries({ queryKey }),
  })
  const columns: Column<Job>[] = [
    { key: 'label', header: t('job'), cell: (job) => job.label },
    {
      key: 'state',
      header: t('state'),
      width: 130,
      cell: (job) => <State tone={tones[job.state]}>{t(`state.${job.state}`)}</State>,
    },
    {
      key: 'attempts',
      header: t('attempts'),
      align: 'right',
      cell: (job) => `${job.attempts} / ${job.maxAttempts}`,
    },
    { key: 'runAt', header: t('runAt'), width: 224, cell: (job) => moment(job.runAt, timeZone) },
    { key: 'error', header: t('lastError'), cell: (job) => job.lastError ?? '–' },
    ...(can('jobs.write')
      ? [
          {
            key: 'acts',
            header: '',
            align: 'right' as const,
            cell: (job: Job) => (
              <Group gap={4} wrap="nowrap" justify="flex-end">
                {(['retry', 'cancel'] as const).map((what) => (
                  <Button
                    key={what}
                    size="compact-sm"
                    variant="default"
                    aria-label={`${job.label}: ${t(what)}`}
                    onClick={() => act.mutate({ id: job.id, what })}
                  >
                    {t(what)}
                  </Button>
                ))}
              </Group>
            ),
          },
        ]
      : []),
  ]
  return (
    <Page title={t('title')} lead={t('lead')}>
      {act.error && <Trouble error={act.error} />}
      <Loaded query={query}>
        {(jobs) =>
          jobs.length === 0 ? (
            <Empty text={t('none')} />
          ) : (
            <DataTable label={t('title')} columns={columns} rows={jobs} keyOf={(job) => job.id} />
          )
        }
      </Loaded>
    </Page>
  )
}
