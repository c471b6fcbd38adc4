import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import { shownAs, type InputProps } from '../field-ui.ts'

export function MultiSelectInput(props: InputProps) {
  const { field, value, onChange, label } = props
  const { t } = useTranslation('fields')
  const named = useNamed()
  return (
    <MultiSelect
      {...shownAs(props)}
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
