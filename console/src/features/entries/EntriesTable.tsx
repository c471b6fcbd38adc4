import type { BulkAction, ContentType } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { Button, Checkbox, Group, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { entriesKey } from '../../api/entries.ts'
import { useCan, useSite } from '../../api/session.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { BulkBar } from './BulkBar.tsx'
import { BulkProgress } from './BulkProgress.tsx'
import { chosenColumns, useAllColumns } from './columns.tsx'
import { isOrdered, toFilter, type ListState } from './list-state.ts'
import { MoveButtons } from './MoveButtons.tsx'
import { useTicks } from './ticks.ts'

const pageSize = 50

export function EntriesTable({ type, state }: { type: ContentType; state: ListState }) {
  const { t } = useTranslation(['entries', 'shell'])
  const { key: site } = useSite()
  const { search, conditions, sort, after } = state
  const filter = toFilter(conditions, type.fields as Field[])
  const asked = { type: type.key, filter, ...(search ? { search } : {}) }
  const key = [...entriesKey(site, type.key), search, JSON.stringify(conditions)]
  const page = useQuery({
    queryKey: [...key, sort, after],
    placeholderData: keepPreviousData,
    queryFn: () =>
      client.entries.query({
        site,
        body: { ...asked, sort, page: { size: pageSize, ...(after ? { after } : {}) } },
      }),
  })
  // Rows never wait for the count.
  const count = useQuery({
    queryKey: [...key, 'count'],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const { meta } = await client.entries.query({
        site,
        body: { ...asked, count: 'exact', page: { size: 1 } },
      })
      return meta?.['count'] as number
    },
  })
  const columns = chosenColumns(useAllColumns(type, state), state)
  const ticks = useTicks(JSON.stringify(asked))
  const [action, follow] = useState<BulkAction>()
  const can = useCan()
  const acts = ['entries.publish', 'entries.update', 'entries.delete'].some((one) => can(one))
  // Between which two an entry comes to stand is only seen where all of them are.
  const movable = isOrdered(type) && state.sort === 'position' && !search && conditions.length === 0
  const narrowed = search !== '' || conditions.length > 0
  const tickBox = (label: string, checked: boolean, onChange: () => void) => (
    <Checkbox size="xs" aria-label={label} checked={checked} onChange={onChange} />
  )
  return (
    <>
      {action && (
        <BulkProgress key={action.id} action={action} follow={follow} close={() => follow(undefined)} />
      )}
      <BulkBar
        type={type}
        ticks={ticks}
        count={count.data}
        asked={{ filter, ...(search ? { search } : {}) }}
        begun={follow}
      />
      <Loaded query={page}>
        {({ data, meta }) => {
          const next = (meta?.['page'] as { next: string | null } | undefined)?.next
          return data.length === 0 ? (
            <Empty text={narrowed ? t('noneFound') : t('none')} />
          ) : (
            <>
              <DataTable
                label={t('list')}
                columns={
                  movable
                    ? [
                        ...columns,
                        {
                          key: 'place',
                          header: t('place'),
                          width: 90,
                          cell: (entry) => entry.can.update && <MoveButtons entry={entry} rows={data} />,
                        },
                      ]
                    : columns
                }
                rows={data}
                keyOf={(entry) => entry.id}
                ticks={
                  acts
                    ? {
                        head: tickBox(
                          t('tickPage'),
                          data.every(({ id }) => ticks.all || ticks.ids.has(id)),
                          () => (ticks.all ? ticks.clear() : ticks.togglePage(data.map(({ id }) => id))),
                        ),
                        of: ({ id, title }) =>
                          tickBox(t('tick', { title }), ticks.all || ticks.ids.has(id), () =>
                            ticks.toggle(id),
                          ),
                      }
                    : undefined
                }
              />
              <Group justify="space-between">
                <Text size="sm" c="dimmed" role="status">
                  {count.data === undefined ? ' ' : t('count', { count: count.data })}
                </Text>
                <Group gap="xs">
                  {state.previous && (
                    <Button variant="default" size="xs" onClick={state.previous}>
                      {t('shell:previous')}
                    </Button>
                  )}
                  {next && (
                    <Button variant="default" size="xs" onClick={() => state.next(next)}>
                      {t('shell:next')}
                    </Button>
                  )}
                </Group>
              </Group>
            </>
          )
        }}
      </Loaded>
    </>
  )
}
