import { SegmentedControl } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { later } from '../../ui/later.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { Page } from '../../ui/Page.tsx'
import { ToButton } from '../../ui/To.tsx'
import { NoPage } from '../shell/NoPage.tsx'
import { EntriesTable } from './EntriesTable.tsx'
import { FilterBar } from './FilterBar.tsx'
import { SingleEntry } from './SingleEntry.tsx'
import { useListState } from './list-state.ts'

const EntryTree = later(() => import('./tree/EntryTree.tsx'), 'EntryTree')

/** The entries of a type: find, filter, sort, page. A type of which there is one leads straight to it. */
export function EntriesPage() {
  const { t } = useTranslation('entries')
  const named = useNamed()
  const can = useCan()
  const site = useSite()
  const { type: key = '' } = useParams({ strict: false })
  return (
    <Loaded query={useContentTypes()}>
      {(types) => {
        const type = types.find((one) => one.key === key)
        if (!type) return <NoPage />
        if (type.kind === 'single') return <SingleEntry type={type} />
        const name = named(type.name)
        return (
          <Page
            title={name}
            actions={
              can('entries.create') && (
                <ToButton to={paths.entry} params={{ site: site.key, type: key, id: 'new' }}>
                  {t('create', { name })}
                </ToButton>
              )
            }
          >
            <Listed key={key} type={type} />
          </Page>
        )
      }}
    </Loaded>
  )
}

function Listed({ type }: { type: Parameters<typeof EntriesTable>[0]['type'] }) {
  const { t } = useTranslation('entries')
  const state = useListState(type)
  const navigate = useNavigate()
  useEffect(() => {
    // A filter of a field that is gone says so and is dropped from the address.
    if (state.broken) void navigate({ to: '.', search: {} as never, replace: true })
  }, [state.broken, navigate])
  // A tree is seen whole or not at all: what is searched for, filtered or sorted stands in a table.
  const whole = state.search === '' && state.clauses.length === 0 && state.sort === 'position'
  return (
    <>
      <FilterBar type={type} state={state} />
      {type.kind === 'tree' && whole && (
        <SegmentedControl
          aria-label={t('layout')}
          size="xs"
          style={{ alignSelf: 'flex-end' }}
          value={state.layout}
          onChange={(layout) => state.setLayout(layout === 'table' ? 'table' : 'tree')}
          data={[
            { value: 'tree', label: t('layout.tree') },
            { value: 'table', label: t('layout.table') },
          ]}
        />
      )}
      {whole && state.layout === 'tree' ? (
        <Suspense>
          <EntryTree type={type} />
        </Suspense>
      ) : (
        <EntriesTable type={type} state={state} />
      )}
    </>
  )
}
