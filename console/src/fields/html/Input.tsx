import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '../field-ui.ts'

/** Written as text and shown as text: what somebody else wrote must not run in an editor's browser. */
export function HtmlInput({
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
      description={description ?? t('htmlHelp')}
      placeholder={placeholder}
      error={error}
      disabled={disabled}
      lang={lang}
      autosize
      minRows={8}
      maxRows={40}
      spellCheck={false}
      autoCapitalize="none"
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
