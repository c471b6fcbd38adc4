import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import type { InputProps } from '../field-ui.ts'

export function MultiSelectInput({
  field,
  value,
  onChange,
  label,
  description,
  error,
  disabled,
}: InputProps) {
  const { t } = useTranslation('fields')
  const named = useNamed()
  return (
    <MultiSelect
      label={label}
      description={description}
      error={error}
      disabled={disabled}
      clearable
      clearButtonProps={{ 'aria-label': t('clear', { label }) }}
      searchable
      nothingFoundMessage={t('nothingFound')}
      data={(field.options ?? []).map((option) => ({ value: option.value, label: named(option.name) }))}
      value={Array.isArray(value) ? (value as string[]) : []}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    />
  )
}
