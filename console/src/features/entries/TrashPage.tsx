import type { TrashedEntry } from '@dozo/client'
import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { Page } from '../../ui/Page.tsx'
import { moment } from '../../ui/when.ts'
import { PurgeEntry } from './PurgeEntry.tsx'
import { RecoverEntry } from './RecoverEntry.tsx'

/** What was deleted and can still come back. */
export function TrashPage() {
  const { t } = useTranslation(['entries', 'shell'])
  const { key: site } = useSite()
  const [trail, setTrail] = useState<string[]>([])
  const after = trail.at(-1)
  const query = useQuery({
    queryKey: ['trash', site, after],
    queryFn: () => client.trash.list({ site, query: after ? { after } : {} }),
  })
  const [chosen, choose] = useState<{ act: 'recover' | 'purge'; entry: TrashedEntry }>()
  const columns = useColumns(choose)
  const close = () => {
    choose(undefined)
    void queries.invalidateQueries({ queryKey: ['trash', site] })
  }
  return (
    <Page title={t('trash')} lead={t('trashLead')}>
      <Loaded query={query}>
        {({ data, meta }) => {
          const next = (meta?.['page'] as { next: string | null } | undefined)?.next
          return (
            <>
              {data.length === 0 ? (
                <Empty text={t('trashNone')} />
              ) : (
                <DataTable label={t('trash')} columns={columns} rows={data} keyOf={(one) => one.id} />
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
      {chosen?.act === 'recover' && <RecoverEntry entry={chosen.entry} close={close} />}
      {chosen?.act === 'purge' && <PurgeEntry entry={chosen.entry} close={close} />}
    </Page>
  )
}

function useColumns(
  choose: (chosen: { act: 'recover' | 'purge'; entry: TrashedEntry }) => void,
): Column<TrashedEntry>[] {
  const { t } = useTranslation('entries')
  const named = useNamed()
  const { timeZone } = useSite()
  const types = useContentTypes().data ?? []
  const typeName = (key: string) => {
    const type = types.find((one) => one.key === key)
    return type ? named(type.name) : key
  }
  const acts = { recover: t('recover'), purge: t('purge') }
  return [
    { key: 'title', header: t('title'), cell: (entry) => entry.title },
    { key: 'type', header: t('trashType'), cell: (entry) => typeName(entry.type) },
    {
      key: 'at',
      header: t('trashedAt'),
      width: 224,
      cell: (entry) => moment(entry.trashedAt, timeZone),
    },
    {
      key: 'until',
      header: t('purgeAt'),
      width: 224,
      cell: (entry) => moment(entry.purgeAt, timeZone),
    },
    {
      key: 'acts',
      header: '',
      align: 'right',
      cell: (entry) =>
        entry.can.restore && (
          <Group gap={4} wrap="nowrap" justify="flex-end">
            {(['recover', 'purge'] as const).map((act) => (
              <Button
                key={act}
                size="compact-sm"
                variant="default"
                aria-label={`${entry.title}: ${acts[act]}`}
                onClick={() => choose({ act, entry })}
              >
                {acts[act]}
              </Button>
            ))}
          </Group>
        ),
    },
  ]
}
