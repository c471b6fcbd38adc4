import { Text } from '@mantine/core'
import type { ViewProps } from '../field-ui.ts'

const most = 2000

export function TextView({ value }: ViewProps) {
  const text = value === undefined || value === null ? '–' : String(value)
  return (
    <Text span size="sm" style={{ whiteSpace: 'pre-wrap' }}>
      {text.length > most ? `${text.slice(0, most)}…` : text}
    </Text>
  )
}
