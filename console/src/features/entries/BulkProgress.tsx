import type { BulkAction } from '@dozo/client'
import { Button, Group, List, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { entriesKey } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { State } from '../../ui/State.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { Trouble } from '../../ui/Trouble.tsx'

type Props = { action: BulkAction; follow: (action: BulkAction) => void; close: () => void }

const tones = {
  frozen: 'plain',
  waiting: 'waiting',
  running: 'waiting',
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
} as const

/** How far an action has come, what was refused and why, and the way back. */
export function BulkProgress({ action: begun, follow, close }: Props) {
  const { t } = useTranslation(['entries', 'shell'])
  const { key: site } = useSite()
  const queryKey = ['bulk-action', site, begun.id]
  const { data: action = begun } = useQuery({
    queryKey,
    initialData: begun,
    staleTime: 0,
    queryFn: async () => (await client['bulk-actions'].get({ site, id: begun.id })).data,
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : 500),
  })
  const over = action.finishedAt !== null
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: entriesKey(site, action.type) })
  }, [over, site, action.type])
  const cancel = useMutation({
    mutationFn: () => client['bulk-actions'].cancel({ site, id: action.id }),
    onSettled: () => void queries.invalidateQueries({ queryKey }),
  })
  const undo = useMutation({
    mutationFn: async () => (await client['bulk-actions'].undo({ site, id: action.id })).data,
    onSuccess: follow,
  })
  const through = action.done + action.skipped + action.refused
  return (
    <Surface p="sm">
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Text fw={600}>{t(`bulkName.${action.action.kind}`)}</Text>
            <State tone={tones[action.status]}>{t(`bulkState.${action.status}`)}</State>
          </Group>
          <Group gap="xs">
            {!over && (
              <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
                {t('bulkCancel')}
              </Button>
            )}
            {action.canUndo && (
              <Button size="xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
                {t('bulkUndo')}
              </Button>
            )}
            {over && (
              <Button size="xs" variant="subtle" onClick={close}>
                {t('shell:close')}
              </Button>
            )}
          </Group>
        </Group>
        {!over && (
          <Progress
            value={action.total === 0 ? 0 : (through / action.total) * 100}
            aria-label={t(`bulkName.${action.action.kind}`)}
            transitionDuration={0}
          />
        )}
        <Text size="sm" role="status">
          {t('bulkOutcome', {
            total: action.total,
            done: action.done,
            skipped: action.skipped,
            refused: action.refused,
          })}
        </Text>
        {over && action.refused > 0 && <Refusals action={action} />}
        {(cancel.error ?? undo.error) && <Trouble error={cancel.error ?? undo.error} />}
      </Stack>
    </Surface>
  )
}

type Line = { id: string; title: string | null; errors: { path: string; message: string }[] }
const mostShown = 20

function Refusals({ action }: { action: BulkAction }) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const { data } = useQuery({
    queryKey: ['bulk-refusals', site, action.id],
    async queryFn() {
      const response = await client['bulk-actions'].results({
        site,
        id: action.id,
        query: { only: 'refused' },
      })
      const lines = (await response.text()).trim().split('\n')
      return lines.slice(0, mostShown).map((line) => JSON.parse(line) as Line)
    },
  })
  return (
    <>
      <List size="sm" aria-label={t('bulkRefusals')}>
        {(data ?? []).map(({ id, title, errors }) => (
          <List.Item key={id}>
            {title ?? id}: {errors.map(({ path, message }) => `${path} ${message}`.trim()).join(' / ')}
          </List.Item>
        ))}
      </List>
      {action.refused > mostShown && (
        <Button
          component="a"
          size="compact-sm"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          href={`/manage/v1/sites/${site}/bulk-actions/${action.id}/results?only=refused`}
          download
        >
          {t('bulkRefusalsAll')}
        </Button>
      )}
    </>
  )
}
