import { ActionIcon, Button, Group, Progress, Text } from '@mantine/core'
import { IconCheck, IconRefresh, IconX } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../../paths.ts'
import { sizeOf } from '../../../ui/size.ts'
import { To } from '../../../ui/To.tsx'
import { cancel, keepBoth, replace, retry, type QueuedUpload } from './queue.ts'

/** One file on its way. Drawn anew only when it has moved. */
export const UploadLine = memo(function UploadLine({ upload }: { upload: QueuedUpload }) {
  const { t } = useTranslation('uploads')
  const { key, file, target, state, sent, made } = upload
  const part = file.size === 0 ? 0 : Math.floor((sent / file.size) * 100)
  const act = (label: string, Icon: typeof IconX, run: () => unknown) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={`${file.name}: ${label}`}
      onClick={() => void run()}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  )
  return (
    <li className="upload-line">
      <Group gap="xs" wrap="nowrap" justify="space-between">
        {made ? (
          <To
            size="sm"
            truncate
            to={paths.files}
            params={{ site: target.site }}
            search={{ folder: made.folder, file: made.id }}
          >
            {made.name}
          </To>
        ) : (
          <Text size="sm" truncate title={file.name}>
            {file.name}
          </Text>
        )}
        <Group gap={2} wrap="nowrap">
          {state === 'done' && (
            <Group
              gap={4}
              wrap="nowrap"
              c="light-dark(var(--mantine-color-moss-7), var(--mantine-color-moss-3))"
            >
              <IconCheck size={16} aria-hidden />
              <Text size="xs">{t('state.done')}</Text>
            </Group>
          )}
          {state === 'failed' && act(t('retry'), IconRefresh, () => retry(key))}
          {state !== 'done' && state !== 'clash' && act(t('cancel'), IconX, () => cancel(key))}
        </Group>
      </Group>
      {(state === 'sending' || state === 'waiting') && (
        <Group gap="xs" wrap="nowrap">
          <Progress
            flex={1}
            size="sm"
            value={part}
            aria-label={t('progress', { name: file.name })}
            transitionDuration={0}
          />
          <Text size="xs" c="dimmed" miw={110} ta="right">
            {state === 'waiting' ? t('state.waiting') : t('sent', { part, size: sizeOf(file.size) })}
          </Text>
        </Group>
      )}
      <After upload={upload} />
    </li>
  )
})

/** What is to be said, or decided, once it has stopped. */
function After({ upload: { key, file, state, reason, made } }: { upload: QueuedUpload }) {
  const { t } = useTranslation('uploads')
  if (state === 'failed')
    return (
      <Text size="xs" c="var(--mantine-color-error)" role="alert">
        {reason}
      </Text>
    )
  if (state === 'clash')
    return (
      <>
        <Text size="xs" role="alert">
          {t('clash')}
        </Text>
        <Group gap="xs" mt={4} role="group" aria-label={file.name}>
          <Button size="compact-xs" variant="default" onClick={() => keepBoth(key)}>
            {t('keepBoth')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => void replace(key)}>
            {t('replace')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => void cancel(key)}>
            {t('skip')}
          </Button>
        </Group>
      </>
    )
  const notes = [made?.waits && t('waits'), made?.sameAs[0] && t('same', { path: made.sameAs[0] })].filter(
    Boolean,
  )
  return notes.length === 0 ? null : (
    <Text size="xs" c="dimmed">
      {notes.join(' ')}
    </Text>
  )
}
