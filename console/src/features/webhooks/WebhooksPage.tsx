import type { Webhook } from '@dozo/client'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../api/session.ts'
import { useWebhooks } from '../../api/webhooks.ts'
import { paths } from '../../paths.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { To } from '../../ui/To.tsx'
import { useEventLabel } from './event-names.ts'
import { HookState } from './HookState.tsx'
import { WebhookDialog } from './WebhookDialog.tsx'

/** Other systems that are told when something happens, and whether they listen. */
export function WebhooksPage() {
  const { t } = useTranslation('webhooks')
  const eventLabel = useEventLabel()
  const can = useCan()
  const { key: site } = useSite()
  const [making, dialog] = useDisclosure()
  const create = can('webhooks.write') && <Button onClick={dialog.open}>{t('create')}</Button>
  const columns: Column<Webhook>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: (hook) => (
        <To to={paths.webhook} params={{ site, id: hook.id }}>
          {hook.name}
        </To>
      ),
    },
    { key: 'url', header: t('url'), cell: (hook) => hook.url },
    { key: 'events', header: t('events'), cell: (hook) => hook.events.map(eventLabel).join(' · ') },
    { key: 'state', header: t('state'), width: 130, cell: (hook) => <HookState hook={hook} /> },
  ]
  return (
    <Page title={t('title')} lead={t('lead')} actions={create}>
      <Loaded query={useWebhooks()}>
        {(hooks) =>
          hooks.length === 0 ? (
            <Empty text={t('none')} action={create} />
          ) : (
            <DataTable label={t('title')} columns={columns} rows={hooks} keyOf={(hook) => hook.id} />
          )
        }
      </Loaded>
      {making && <WebhookDialog hook={undefined} close={dialog.close} />}
    </Page>
  )
}
