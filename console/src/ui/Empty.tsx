import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Surface } from './Surface.tsx'

/** Nothing here yet: one sentence, one thing to do. */
export const Empty = ({ text, action }: { text: string; action?: ReactNode }) => (
  <Surface py="xl">
    <Stack align="center" gap="sm">
      <Text c="dimmed" ta="center">
        {text}
      </Text>
      {action}
    </Stack>
  </Surface>
)
