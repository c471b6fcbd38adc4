import { Fieldset, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { RequiredMark } from '../ui/RequiredMark.tsx'
import type { InputProps } from './field-ui.ts'

type Props = Pick<InputProps, 'field' | 'label' | 'description' | 'error'> & { children: ReactNode }

/** A field of several inputs: its name, its help and what is wrong with it as a whole stand around them. */
export const FieldBox = ({ field, label, description, error, children }: Props) => (
  <Fieldset
    legend={
      <>
        {label}
        {field.required && <RequiredMark />}
      </>
    }
    bg="transparent"
  >
    <Stack>
      {description && (
        <Text size="xs" c="dimmed">
          {description}
        </Text>
      )}
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      {children}
    </Stack>
  </Fieldset>
)
