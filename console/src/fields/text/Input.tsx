import { TextInput as Line } from '@mantine/core'
import type { InputProps } from '../field-ui.ts'

const modes = { email: 'email', tel: 'tel', url: 'url', postal_code: 'numeric' } as const

export function TextInput({ field, value, onChange, label, description, error, disabled, lang }: InputProps) {
  return (
    <Line
      label={label}
      description={description}
      error={error}
      disabled={disabled}
      lang={lang}
      inputMode={field.format ? modes[field.format] : 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
