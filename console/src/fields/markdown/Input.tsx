import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '../field-ui.ts'

export function MarkdownInput({
  value,
  onChange,
  label,
  description,
  placeholder,
  error,
  disabled,
  lang,
}: InputProps) {
  const { t } = useTranslation('fields')
  return (
    <Textarea
      label={label}
      description={description ?? t('markdownHelp')}
      placeholder={placeholder}
      error={error}
      disabled={disabled}
      lang={lang}
      autosize
      minRows={10}
      maxRows={40}
      spellCheck={lang !== 'ja'}
      styles={{ input: { fontSize: '1rem', lineHeight: 1.8 } }}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
