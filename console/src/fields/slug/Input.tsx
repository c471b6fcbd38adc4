import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '../field-ui.ts'

export function SlugInput({ value, onChange, label, description, placeholder, error, disabled }: InputProps) {
  const { t } = useTranslation('fields')
  const text = typeof value === 'string' ? value : ''
  return (
    <TextInput
      label={label}
      description={description ?? t('slugHelp')}
      placeholder={placeholder}
      error={error}
      disabled={disabled}
      autoCapitalize="none"
      spellCheck={false}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      // Full-width letters are what a Japanese keyboard writes first; they are meant as plain ones.
      onBlur={() => text !== text.normalize('NFKC').trim() && onChange(text.normalize('NFKC').trim())}
    />
  )
}
