import type { ContentType } from '@dozo/client'
import { Button, Checkbox, Popover, ScrollArea, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAllColumns, usualColumns } from './columns.tsx'
import type { ListState } from './list-state.ts'

/** Which columns the list has. */
export function ColumnsMenu({ type, state }: { type: ContentType; state: ListState }) {
  const { t } = useTranslation('entries')
  const [opened, popover] = useDisclosure()
  const all = useAllColumns(type, state).filter(({ key }) => key !== 'title')
  const shown = state.columns ?? usualColumns
  const choose = (key: string) => {
    const next = shown.includes(key) ? shown.filter((one) => one !== key) : [...shown, key]
    state.change({ columns: ['title', ...next.filter((one) => one !== 'title')] })
  }
  return (
    <Popover opened={opened} onChange={(open) => !open && popover.close()} trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconColumns3 size={16} aria-hidden />}
          onClick={popover.toggle}
          aria-expanded={opened}
        >
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah={320}>
          <Stack gap="xs" role="group" aria-label={t('columns')}>
            {all.map(({ key, header }) => (
              <Checkbox key={key} label={header} checked={shown.includes(key)} onChange={() => choose(key)} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
