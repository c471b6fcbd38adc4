import type { BulkAction, ContentType } from '@dozo/client'
import { Button, Group, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../api/session.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Tick } from '../../ui/Tick.tsx'
import { BulkBar } from './BulkBar.tsx'
import { BulkProgress } from './BulkProgress.tsx'
import { chosenColumns, useAllColumns } from './columns.tsx'
import { askedBy, countQuery, listQuery } from './list-query.ts'
import { isOrdered, type ListState } from './list-state.ts'
import { MoveButtons } from './MoveButtons.tsx'
import { useTicks } from './ticks.ts'

export function EntriesTable({ type, state }: { type: ContentType; state: ListState }) {
  const { t } = useTranslation(['entries', 'shell'])
  const { key: site } = useSite()
  const { search, clauses } = state
  const asked = askedBy(type, state)
  const page = useQuery({ ...listQuery(site, type, state), placeholderData: keepPreviousData })
  const count = useQuery({
    ...countQuery(site, type, state),
    placeholderData: keepPreviousData,
    // Counting a million takes the database its time: not while the rows are on their way.
    enabled: page.isSuccess && !page.isPlaceholderData,
  })
  const columns = chosenColumns(useAllColumns(type, state), state)
  const ticks = useTicks(JSON.stringify(asked))
  const [action, follow] = useState<BulkAction>()
  const can = useCan()
  const acts = ['entries.publish', 'entries.update', 'entries.delete'].some((one) => can(one))
  // Between which two an entry comes to stand is only seen where all of them are.
  const movable = isOrdered(type) && state.sort === 'position' && !search && clauses.length === 0
  const narrowed = search !== '' || clauses.length > 0
  return (
    <>
      {action && (
        <BulkProgress key={action.id} action={action} follow={follow} close={() => follow(undefined)} />
      )}
      <BulkBar type={type} ticks={ticks} count={count.data} asked={asked} begun={follow} />
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
                        head: (
                          <Tick
                            label={t('tickPage')}
                            checked={data.every(({ id }) => ticks.all || ticks.ids.has(id))}
                            onChange={() =>
                              ticks.all ? ticks.clear() : ticks.togglePage(data.map(({ id }) => id))
                            }
                          />
                        ),
                        of: ({ id, title }) => (
                          <Tick
                            label={t('tick', { title })}
                            checked={ticks.all || ticks.ids.has(id)}
                            onChange={() => ticks.toggle(id)}
                          />
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
