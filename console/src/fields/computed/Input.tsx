import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '../field-ui.ts'

/** Shown as it was when the entry was last saved; nobody writes it. */
export function ComputedInput({ value, label, description, lang }: InputProps) {
  const { t } = useTranslation('fields')
  return (
    <TextInput
      label={label}
      description={description ?? t('computedHelp')}
      readOnly
      lang={lang}
      value={typeof value === 'string' ? value : ''}
      variant="filled"
    />
  )
}
