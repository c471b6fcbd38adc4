import { Button, Group } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Takes a kind of blocks out of its field. */
export function RemoveKind({ name, remove }: { name: string; remove: () => void }) {
  const { t } = useTranslation('contentTypes')
  return (
    <Group justify="flex-end">
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={remove}
      >
        {t('removeKind', { name })}
      </Button>
    </Group>
  )
}
