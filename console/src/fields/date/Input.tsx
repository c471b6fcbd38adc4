import { TextInput } from '@mantine/core'
import type { InputProps } from '../field-ui.ts'

/** A day without a zone is a text from end to end; the browser's own box is typed into first and opens a calendar second. */
export const DateInput = ({ value, onChange, label, description, error, disabled }: InputProps) => (
  <TextInput
    type="date"
    max="9999-12-31"
    label={label}
    description={description}
    error={error}
    disabled={disabled}
    maw={240}
    value={typeof value === 'string' ? value : ''}
    onChange={(event) => onChange(event.currentTarget.value || undefined)}
  />
)
