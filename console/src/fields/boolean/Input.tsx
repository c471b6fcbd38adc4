import { Switch } from '@mantine/core'
import type { InputProps } from '../field-ui.ts'

export const BooleanInput = ({ value, onChange, label, description, error, disabled }: InputProps) => (
  <Switch
    label={label}
    description={description}
    error={error}
    disabled={disabled}
    checked={value === true}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
)
