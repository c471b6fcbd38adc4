import { Group, Stack, Text } from '@mantine/core'
import type { ComponentProps } from 'react'
import { Page } from '../../ui/Page.tsx'

type Props = ComponentProps<typeof Page> & { over: boolean }

/** Around an editor: a page of its own, or what has been opened over a page and has its title already. */
export function EditorFrame({ over, ...page }: Props) {
  if (!over)
    return (
      <div data-editor>
        <Page {...page} />
      </div>
    )
  return (
    <Stack data-editor>
      <Group justify="space-between" gap="sm">
        <Text component="div" c="dimmed" size="sm">
          {page.lead}
        </Text>
        <Group gap="xs">{page.actions}</Group>
      </Group>
      {page.children}
    </Stack>
  )
}
