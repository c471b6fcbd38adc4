import { Code } from '@mantine/core'
import type { ViewProps } from '../field-ui.ts'

export const JsonView = ({ value }: ViewProps) =>
  value === undefined || value === null ? (
    <>–</>
  ) : (
    <Code block mah={320} style={{ overflow: 'auto' }}>
      {JSON.stringify(value, null, 2)}
    </Code>
  )
