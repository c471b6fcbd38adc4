import type { Api } from '@dozo/client'
import { Button, Code } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useApis } from '../../api/apis.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { To } from '../../ui/To.tsx'
import { NewApiDialog } from './NewApiDialog.tsx'
import { ReferenceLink } from './ReferenceLink.tsx'

/** The APIs of the site: who may call each, and how much it answers. */
export function ApisPage() {
  const { t } = useTranslation('apis')
  const can = useCan()
  const { key: site } = useSite()
  const [making, dialog] = useDisclosure()
  const create = can('apis.write') && <Button onClick={dialog.open}>{t('create')}</Button>
  const columns: Column<Api>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: (api) => (
        <To to={paths.api} params={{ site, api: api.key }}>
          {api.name}
        </To>
      ),
    },
    { key: 'address', header: t('address'), cell: (api) => <Code>{api.url}</Code> },
    {
      key: 'security',
      header: t('security'),
      cell: (api) => <State tone="plain">{t(`security.${api.security}`)}</State>,
    },
    { key: 'endpoints', header: t('endpoints'), align: 'right', cell: (api) => api.endpoints },
    { key: 'reference', header: t('reference'), cell: (api) => <ReferenceLink api={api} /> },
  ]
  return (
    <Page title={t('title')} lead={t('lead')} actions={create}>
      <Loaded query={useApis()}>
        {(apis) =>
          apis.length === 0 ? (
            <Empty text={t('none')} action={create} />
          ) : (
            <DataTable label={t('title')} columns={columns} rows={apis} keyOf={(api) => api.key} />
          )
        }
      </Loaded>
      {making && <NewApiDialog close={dialog.close} />}
    </Page>
  )
}
