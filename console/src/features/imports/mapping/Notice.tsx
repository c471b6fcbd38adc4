import { Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Something to look at that keeps nobody from going on. */
export const Notice = ({ children }: { children: ReactNode }) => (
  <Text size="sm" c="gold">
    <IconAlertTriangle size={14} aria-hidden className="import-notice-icon" /> {children}
  </Text>
)
