import type { Webhook } from '@dozo/client'
import { Button, Code, Modal, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { webhooksKey } from '../../api/webhooks.ts'
import { paths } from '../../paths.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { ShownOnce } from '../../ui/ShownOnce.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { To } from '../../ui/To.tsx'
import { tell, warn } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'
import { Deliveries } from './Deliveries.tsx'
import { useEventLabel } from './event-names.ts'
import { HookState } from './HookState.tsx'
import { WebhookDialog } from './WebhookDialog.tsx'

export function WebhookPage() {
  const { id = '' } = useParams({ strict: false })
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['webhook', site, id],
    queryFn: async () => (await client.webhooks.get({ site, id })).data,
  })
  return <Loaded query={query}>{(hook) => <Hook hook={hook} />}</Loaded>
}

/** One webhook: what it tells, whether it arrives, every call of the last 30 days. */
function Hook({ hook }: { hook: Webhook }) {
  const { t } = useTranslation(['webhooks', 'shell'])
  const label = useEventLabel()
  const can = useCan()
  const navigate = useNavigate()
  const { key: site, timeZone } = useSite()
  const [changing, form] = useDisclosure()
  const [deleting, dialog] = useDisclosure()
  const know = () => {
    void queries.invalidateQueries({ queryKey: ['webhook', site, hook.id] })
    void queries.invalidateQueries({ queryKey: ['deliveries', site, hook.id] })
    void queries.invalidateQueries({ queryKey: webhooksKey(site) })
  }
  const test = useMutation({
    mutationFn: async () => (await client.webhooks.test({ site, id: hook.id })).data,
    onSuccess: (line) =>
      line.status === 'done' ? tell(t('testDone', { status: line.responseStatus })) : warn(t('testFailed')),
    onSettled: know,
  })
  const rotate = useMutation({
    mutationFn: async () => (await client.webhooks.rotate({ site, id: hook.id })).data,
    onSettled: know,
  })
  const error = test.error ?? rotate.error
  return (
    <Page
      title={hook.name}
      above={
        <To size="sm" to={paths.webhooks} params={{ site }}>
          {t('title')}
        </To>
      }
      actions={
        can('webhooks.write') && (
          <>
            <Button variant="default" onClick={() => rotate.mutate()} loading={rotate.isPending}>
              {t('rotate')}
            </Button>
            <Button variant="default" onClick={form.open}>
              {t('change')}
            </Button>
            <Button onClick={() => test.mutate()} loading={test.isPending}>
              {t('test')}
            </Button>
          </>
        )
      }
    >
      {error && <Trouble error={error} />}
      <Surface>
        <Stack gap="xs" align="flex-start">
          <HookState hook={hook} />
          {hook.failingSince && (
            <Text size="sm">{t('failingSince', { at: moment(hook.failingSince, timeZone) })}</Text>
          )}
          <Code>{hook.url}</Code>
          <Text size="sm">{hook.events.map(label).join(' · ')}</Text>
          {hook.previousSecretUntil && Date.parse(hook.previousSecretUntil) > Date.now() && (
            <Text size="sm">{t('oldSecretUntil', { at: moment(hook.previousSecretUntil, timeZone) })}</Text>
          )}
        </Stack>
      </Surface>
      <Title order={2}>{t('deliveries')}</Title>
      <Deliveries hook={hook} know={know} />
      {can('webhooks.write') && (
        <Button variant="subtle" color="vermilion" w="fit-content" onClick={dialog.open}>
          {t('delete')}
        </Button>
      )}
      {changing && <WebhookDialog hook={hook} close={form.close} />}
      <Modal
        opened={rotate.data !== undefined}
        onClose={rotate.reset}
        title={t('rotated')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        <ShownOnce text={t('rotatedText')} secret={rotate.data?.secret ?? ''} close={rotate.reset} />
      </Modal>
      <Confirm
        title={t('deleteTitle', { name: hook.name })}
        act={t('delete')}
        opened={deleting}
        close={dialog.close}
        run={async () => {
          await client.webhooks.delete({ site, id: hook.id, ifMatch: hook.etag })
          tell(t('deleted', { name: hook.name }))
          await navigate({ to: paths.webhooks, params: { site } as never })
          void queries.invalidateQueries({ queryKey: webhooksKey(site) })
        }}
      >
        <Text size="sm">{t('deleteText')}</Text>
      </Confirm>
    </Page>
  )
}
