import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { GroupInput } from '../group/Input.tsx'
import { ItemButtons } from '../ItemButtons.tsx'
import { useItems } from '../use-items.ts'

export function RepeatInput(props: InputProps) {
  const { field, value, onChange, label, disabled, path } = props
  const { t } = useTranslation('fields')
  const { items, keys, add, put, move, remove } = useItems<unknown>(value, onChange)
  const full = field.max !== undefined && items.length >= field.max
  return (
    <FieldBox {...props}>
      {items.map((own, i) => {
        const name = t('item', { number: i + 1, count: items.length })
        return (
          <Stack key={keys[i]} gap={4}>
            <GroupInput
              {...props}
              field={{ ...field, required: false }}
              label={name}
              description={undefined}
              error={undefined}
              value={own}
              onChange={(next) => put(i, next ?? {})}
              path={`${path}/${i}`}
            />
            <Group gap={4} justify="flex-end">
              <ItemButtons
                name={name}
                at={i}
                count={items.length}
                disabled={disabled}
                move={(to) => move(i, to)}
                remove={() => remove(i)}
              />
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
          onClick={() => add({})}
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
