import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'

type Props = {
  title: string
  /** Stands before the title: where this page belongs. */
  above?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  /** Pages on which one writes are narrower than tables. */
  width?: keyof typeof widths
  children: ReactNode
}

const widths = { table: 1280, writing: 1120, whole: 'none' }

/** A page of the console: one heading, its actions beside it, the title in the tab. */
export function Page({ title, above, lead, actions, width = 'table', children }: Props) {
  useEffect(() => {
    document.title = `${title} – Dozo`
  }, [title])
  return (
    <Box maw={widths[width]} mx="auto">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-end" gap="sm">
          <Stack gap={4}>
            {above}
            <Title order={1}>{title}</Title>
            {lead && (
              <Text c="dimmed" size="sm">
                {lead}
              </Text>
            )}
          </Stack>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Box>
  )
}
