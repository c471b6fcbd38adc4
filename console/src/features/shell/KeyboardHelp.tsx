import { Kbd, Modal, Stack, Switch, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { keysOf, shortcuts, type ShortcutName } from '../../ui/keys.ts'
import { useSingleKeys } from '../../ui/single-keys.ts'

/** Every key there is, and the switch for those that are a single sign. */
export function KeyboardHelp({ close }: { close: () => void }) {
  const { t } = useTranslation(['keys', 'shell'])
  const [singles, setSingles] = useSingleKeys()
  const names = Object.keys(shortcuts) as ShortcutName[]
  const rows = [
    ...names.map((name) => [keysOf(shortcuts[name]), t(`keys:${name}`)] as const),
    ['Alt+↑ / Alt+↓', t('keys:lists')] as const,
    ['Enter', t('keys:enter')] as const,
    ['Esc', t('keys:close')] as const,
  ]
  return (
    <Modal
      opened
      onClose={close}
      title={t('keys:title')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Stack>
        <Table>
          <Table.Tbody>
            {rows.map(([keys, does]) => (
              <Table.Tr key={keys}>
                <Table.Th scope="row" w={150} fw={400}>
                  <Kbd>{keys}</Kbd>
                </Table.Th>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch
          checked={singles}
          onChange={(event) => setSingles(event.currentTarget.checked)}
          label={t('keys:singles')}
          description={t('keys:singlesHelp')}
        />
        <Text size="xs" c="dimmed">
          {t('keys:ime')}
        </Text>
      </Stack>
    </Modal>
  )
}
