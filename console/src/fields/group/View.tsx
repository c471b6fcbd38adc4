import { Group, Stack, Text } from '@mantine/core'
import { useNamed } from '../../ui/named.ts'
import type { ViewProps } from '../field-ui.ts'
import { viewOf } from '../views.ts'

export function GroupView({ field, value }: ViewProps) {
  const named = useNamed()
  if (value === undefined || value === null) return <>–</>
  const own = value as Record<string, unknown>
  return (
    <Stack gap={4}>
      {field.fields
        ?.filter((child) => own[child.key] !== undefined)
        .map((child) => {
          const View = viewOf(child.type)
          return (
            <Group key={child.key} gap="xs" align="baseline">
              <Text size="sm" c="dimmed">
                {named(child.name)}
              </Text>
              <View field={child} value={own[child.key]} />
            </Group>
          )
        })}
    </Stack>
  )
}
