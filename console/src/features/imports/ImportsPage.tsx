import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { ToButton } from '../../ui/To.tsx'
import { ExportPanel } from './ExportPanel.tsx'
import { ImportCard } from './ImportCard.tsx'
import { isRunning, isUnder } from './running.ts'

/** What is being brought in and how far it is, and the way out. */
export function ImportsPage() {
  const { t } = useTranslation('imports')
  const can = useCan()
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['imports', site],
    queryFn: async () => (await client.imports.list({ site })).data,
    // While something runs its progress is asked for; otherwise nobody is.
    refetchInterval: ({ state }) =>
      state.data?.some((one) => isRunning(one) || isUnder(one.undo?.status)) ? 700 : false,
  })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        can('imports.write') && (
          <ToButton to={paths.newImport} params={{ site }}>
            {t('begin')}
          </ToButton>
        )
      }
    >
      {can('exports.read') && <ExportPanel />}
      <Title order={2}>{t('imports')}</Title>
      <Loaded query={query}>
        {(list) =>
          list.length === 0 ? (
            <Empty text={t('none')} />
          ) : (
            <Stack gap="sm">
              {list.map((one) => (
                <ImportCard
                  key={one.id}
                  one={one}
                  isLast={list.find(({ type }) => type === one.type) === one}
                />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}
