import { Switch } from '@mantine/core'
import { RequiredMark } from '../../ui/RequiredMark.tsx'
import type { InputProps } from '../field-ui.ts'

export const BooleanInput = ({ field, value, onChange, label, description, error, disabled }: InputProps) => (
  <Switch
    label={
      <>
        {label}
        {field.required && <RequiredMark />}
      </>
    }
    description={description}
    error={error}
    disabled={disabled}
    checked={value === true}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
)
