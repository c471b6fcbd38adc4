import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { i18n } from '../locales/i18n.ts'

/** Something was done that can be taken back: said politely, and for long enough to think twice. */
export function tellWithUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    message: (
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id)
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
}
