import { Textarea } from '@mantine/core'
import type { InputProps } from '../field-ui.ts'

export function TextareaInput({
  value,
  onChange,
  label,
  description,
  placeholder,
  error,
  disabled,
  lang,
}: InputProps) {
  return (
    <Textarea
      label={label}
      description={description}
      placeholder={placeholder}
      error={error}
      disabled={disabled}
      lang={lang}
      autosize
      minRows={3}
      maxRows={20}
      styles={{ input: { fontSize: '1rem', lineHeight: 1.8 } }}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
