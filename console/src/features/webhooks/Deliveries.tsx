import type { Webhook, WebhookDelivery } from '@dozo/client'
import { Button, Code, Drawer, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { State } from '../../ui/State.tsx'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'
import { useEventLabel } from './event-names.ts'

const tones = { waiting: 'waiting', retrying: 'waiting', done: 'good', dead: 'bad' } as const

/** Every call with what came of it; what was sent is a press away, and can be sent again. */
export function Deliveries({ hook, know }: { hook: Webhook; know: () => void }) {
  const { t } = useTranslation('webhooks')
  const label = useEventLabel()
  const answerOf = useAnswer()
  const { key: site, timeZone } = useSite()
  const [shown, setShown] = useState<string>()
  const query = useQuery({
    queryKey: ['deliveries', site, hook.id],
    queryFn: async () => (await client.webhooks.deliveries({ site, id: hook.id })).data,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.status === 'waiting') ? 1000 : false),
  })
  const columns: Column<WebhookDelivery>[] = [
    {
      key: 'event',
      header: t('event'),
      cell: (line) => (
        <Button variant="subtle" size="compact-sm" px={0} onClick={() => setShown(line.id)}>
          {label(line.event)}
        </Button>
      ),
    },
    {
      key: 'status',
      header: t('state'),
      width: 130,
      cell: (line) => <State tone={tones[line.status]}>{t(`status.${line.status}`)}</State>,
    },
    { key: 'answer', header: t('answer'), cell: (line) => answerOf(line) },
    { key: 'attempts', header: t('attempts'), align: 'right', cell: (line) => line.attempts },
    {
      key: 'duration',
      header: t('duration'),
      align: 'right',
      cell: (line) => (line.durationMs === null ? '–' : t('ms', { count: line.durationMs })),
    },
    { key: 'at', header: t('at'), width: 224, cell: (line) => moment(line.createdAt, timeZone) },
  ]
  return (
    <>
      <Loaded query={query}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty text={t('noDeliveries')} />
          ) : (
            <DataTable label={t('deliveries')} columns={columns} rows={lines} keyOf={(line) => line.id} />
          )
        }
      </Loaded>
      {shown && <OneDelivery hook={hook} id={shown} close={() => setShown(undefined)} know={know} />}
    </>
  )
}

/** What came back, or why nothing did. */
function useAnswer() {
  const { t } = useTranslation('webhooks')
  return ({ responseStatus, error }: WebhookDelivery) =>
    responseStatus ?? (error === 'timeout' ? t('error.timeout') : error ? t('error.no_connection') : '–')
}

type OneProps = { hook: Webhook; id: string; close: () => void; know: () => void }

function OneDelivery({ hook, id, close, know }: OneProps) {
  const { t } = useTranslation(['webhooks', 'shell'])
  const can = useCan()
  const answerOf = useAnswer()
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['delivery', site, id],
    gcTime: 0,
    queryFn: async () => (await client.webhooks.delivery({ site, id: hook.id, delivery: id })).data,
  })
  const replay = useMutation({
    mutationFn: () => client.webhooks.replay({ site, id: hook.id, delivery: id }),
    onSuccess() {
      tell(t('replayed'))
      know()
      close()
    },
  })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="lg"
      title={t('delivery')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Loaded query={query}>
        {(line) => (
          <Stack>
            {replay.error && <Trouble error={replay.error} />}
            <Text size="sm" fw={600}>
              {t('sent')}
            </Text>
            <Code block style={{ whiteSpace: 'pre-wrap' }}>
              {pretty(line.body ?? '')}
            </Code>
            <Text size="sm" fw={600}>
              {t('answer')} {answerOf(line)}
            </Text>
            {line.responseText && (
              <Code block style={{ whiteSpace: 'pre-wrap' }}>
                {line.responseText}
              </Code>
            )}
            {can('webhooks.write') && (line.status === 'done' || line.status === 'dead') && (
              <Group>
                <Button variant="default" loading={replay.isPending} onClick={() => replay.mutate()}>
                  {t('replay')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </Loaded>
    </Drawer>
  )
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
