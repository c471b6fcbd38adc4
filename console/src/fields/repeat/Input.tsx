import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRowKeys } from '../../ui/row-keys.ts'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { GroupInput } from '../group/Input.tsx'
import { moved } from './moved.ts'

export function RepeatInput(props: InputProps) {
  const { field, value, onChange, label, disabled, path } = props
  const { t } = useTranslation('fields')
  const values = Array.isArray(value) ? (value as unknown[]) : []
  const [keys, setKeys] = useRowKeys(values.length)
  const change = (next: unknown[]) => onChange(next.length > 0 ? next : undefined)
  const move = (from: number, to: number) => {
    setKeys(moved(keys, from, to))
    change(moved(values, from, to))
  }
  const full = field.max !== undefined && values.length >= field.max
  return (
    <FieldBox {...props}>
      {values.map((own, i) => {
        const name = t('item', { number: i + 1, count: values.length })
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
          <Stack key={keys[i]} gap={4}>
            <GroupInput
              {...props}
              field={{ ...field, required: false }}
              label={name}
              description={undefined}
              error={undefined}
              value={own}
              onChange={(next) => change(values.with(i, next ?? {}))}
              path={`${path}/${i}`}
            />
            <Group gap={4} justify="flex-end">
              {button(t('moveUp'), IconArrowUp, i === 0, () => move(i, i - 1))}
              {button(t('moveDown'), IconArrowDown, i === values.length - 1, () => move(i, i + 1))}
              {button(t('remove'), IconTrash, false, () => {
                setKeys(keys.toSpliced(i, 1))
                change(values.toSpliced(i, 1))
              })}
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
          onClick={() => change([...values, {}])}
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
