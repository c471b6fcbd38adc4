import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import { shownAs, type InputProps } from '../field-ui.ts'

export function SelectInput(props: InputProps) {
  const { field, value, onChange, label } = props
  const { t } = useTranslation('fields')
  const named = useNamed()
  const options = field.options ?? []
  return (
    <Select
      {...shownAs(props)}
      clearable={!field.required}
      clearButtonProps={{ 'aria-label': t('clear', { label }) }}
      searchable={options.length > 8}
      nothingFoundMessage={t('nothingFound')}
      data={options.map((option) => ({ value: option.value, label: named(option.name) }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
