import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { GroupInput } from '../group/Input.tsx'
import { moved } from './moved.ts'

type Item = { id: number; value: unknown }

export function RepeatInput(props: InputProps) {
  const { field, value, onChange, label, disabled, path } = props
  const { t } = useTranslation('fields')
  const values = Array.isArray(value) ? (value as unknown[]) : []
  const keys = useKeys(values.length)
  const change = (next: Item[]) => {
    keys.set(next.map((item) => item.id))
    onChange(next.length > 0 ? next.map((item) => item.value) : undefined)
  }
  const items = values.map((own, i): Item => ({ id: keys.list[i]!, value: own }))
  const full = field.max !== undefined && items.length >= field.max
  return (
    <FieldBox {...props}>
      {items.map((item, i) => {
        const name = t('item', { number: i + 1, count: items.length })
        const button = (act: string, Icon: typeof IconTrash, off: boolean, run: () => void) => (
          <ActionIcon
            variant="default"
            aria-label={`${name}: ${act}`}
            disabled={off || disabled}
            onClick={run}
          >
            <Icon size={16} aria-hidden />
          </ActionIcon>
        )
        return (
          <Stack key={item.id} gap={4}>
            <GroupInput
              {...props}
              field={{ ...field, required: false }}
              label={name}
              description={undefined}
              error={undefined}
              value={item.value}
              onChange={(next) => change(items.with(i, { ...item, value: next ?? {} }))}
              path={`${path}/${i}`}
            />
            <Group gap={4} justify="flex-end">
              {button(t('moveUp'), IconArrowUp, i === 0, () => change(moved(items, i, i - 1)))}
              {button(t('moveDown'), IconArrowDown, i === items.length - 1, () =>
                change(moved(items, i, i + 1)),
              )}
              {button(t('remove'), IconTrash, false, () => change(items.toSpliced(i, 1)))}
            </Group>
          </Stack>
        )
      })}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={disabled || full}
          onClick={() => change([...items, { id: keys.fresh(), value: {} }])}
        >
          {t('addItem', { label })}
        </Button>
        {full && (
          <Text size="xs" c="dimmed">
            {t('itemsFull', { count: field.max ?? 0 })}
          </Text>
        )}
      </Group>
    </FieldBox>
  )
}

let last = 0

/** A name for each item that stays with it when it moves, so that what is being typed moves along. */
function useKeys(count: number) {
  const [list, set] = useState<number[]>([])
  const known = Array.from({ length: count }, (_, i) => list[i] ?? -1 - i)
  return { list: known, set, fresh: () => ++last }
}
