import type { Import } from '@dozo/client'
import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan, useSite } from '../../api/session.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { useNamed } from '../../ui/named.ts'
import { State } from '../../ui/State.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'
import { NextSteps } from './NextSteps.tsx'
import { RefusedLines } from './RefusedLines.tsx'
import { isRunning } from './running.ts'

const tones = {
  waiting: 'waiting',
  running: 'waiting',
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
} as const

/** One import: how far it is, what came of it, and what can be done about it. */
export function ImportCard({ one, isLast }: { one: Import; isLast: boolean }) {
  const { t } = useTranslation('imports')
  const named = useNamed()
  const can = useCan()
  const { key: site, timeZone } = useSite()
  const types = useContentTypes().data ?? []
  const type = types.find((known) => known.key === one.type)
  const name = type ? named(type.name) : one.type
  const cancel = useMutation({
    mutationFn: () => client.imports.cancel({ site, id: one.id }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['imports', site] }),
  })
  const [undoing, dialog] = useDisclosure()
  const resume = useMutation({
    mutationFn: () => client.imports.resume({ site, id: one.id }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['imports', site] }),
  })
  async function undo() {
    await client.imports.undo({ site, id: one.id })
    void queries.invalidateQueries({ queryKey: ['imports', site] })
  }
  const percent = one.total ? Math.round((one.done / one.total) * 100) : one.status === 'done' ? 100 : 0
  return (
    <Surface>
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            <State tone={tones[one.status]}>{t(`status.${one.status}`)}</State>
            {one.dryRun && <State tone="plain">{t('dryRun')}</State>}
          </Group>
          {isRunning(one) && can('imports.write') && (
            <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('cancel')}
            </Button>
          )}
        </Group>
        {isRunning(one) && (
          <Progress
            value={percent}
            aria-label={t('progressOf', { name })}
            animated={false}
            transitionDuration={0}
          />
        )}
        <Text size="sm" role="status">
          {one.total === null ? t('counting') : t('progress', { done: one.done, total: one.total })}{' '}
          {t('outcome', {
            created: one.created,
            updated: one.updated,
            skipped: one.skipped,
            failed: one.failed,
          })}
        </Text>
        {one.error && <Text size="sm">{one.error}</Text>}
        <Group gap="md">
          <Text size="sm" c="dimmed">
            {moment(one.createdAt, timeZone)}
          </Text>
          <NextSteps one={one} isLast={isLast} />
          {one.undo && one.undo.kept > 0 && (
            <Button
              component="a"
              size="compact-sm"
              variant="default"
              href={`/manage/v1/sites/${site}/imports/${one.id}/kept`}
              download
            >
              {t('kept')}
            </Button>
          )}
          {one.canResume && can('imports.write') && (
            <Button
              size="compact-sm"
              variant="default"
              loading={resume.isPending}
              onClick={() => resume.mutate()}
            >
              {t('resume')}
            </Button>
          )}
          {one.canUndo && can('imports.write') && (
            <Button size="compact-sm" variant="default" onClick={dialog.open}>
              {t('undoAct')}
            </Button>
          )}
        </Group>
        {one.undo && (
          <Text size="sm" role="status">
            {t(`undo.${one.undo.status}`, { done: one.undo.done, kept: one.undo.kept })}
          </Text>
        )}
        {one.failed > 0 && <RefusedLines one={one} />}
        {cancel.error && <Trouble error={cancel.error} />}
        {resume.error && <Trouble error={resume.error} />}
        <Confirm
          title={t('undoTitle', { name })}
          act={t('undoAct')}
          opened={undoing}
          close={dialog.close}
          run={undo}
        >
          <Text size="sm">{t('undoText', { created: one.created, updated: one.updated })}</Text>
        </Confirm>
      </Stack>
    </Surface>
  )
}
