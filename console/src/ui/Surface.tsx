import { Paper, type PaperProps } from '@mantine/core'
import type { ReactNode } from 'react'

/** A white wall with a hairline: what stands on it belongs together. */
export const Surface = ({ children, ...more }: PaperProps & { children: ReactNode }) => (
  <Paper withBorder p="md" bg="var(--dozo-surface)" {...more}>
    {children}
  </Paper>
)
