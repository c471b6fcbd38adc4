import { Button, Group, Text } from '@mantine/core'
import { i18n } from '../locales/i18n.ts'
import { say } from './toasts.tsx'

/** Something was done that can be taken back: said politely, and for long enough to think twice. Gives how to take the offer back. */
export function tellWithUndo(message: string, undo: () => void): () => void {
  const shown = say({
    message: (
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="default"
          style={{ flex: 'none' }}
          onClick={() => {
            hide()
            undo()
          }}
        >
          {i18n.t('undo')}
        </Button>
      </Group>
    ),
    color: 'moss',
    role: 'status',
    autoClose: 60_000,
    closeButtonProps: { 'aria-label': i18n.t('close') },
  })
  const hide = () => void shown.then((take) => take())
  return hide
}
