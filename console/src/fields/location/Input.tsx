import { Group, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FieldBox } from '../FieldBox.tsx'
import type { InputProps } from '../field-ui.ts'
import { NumberInput } from '../number/Input.tsx'

export function LocationInput(props: InputProps) {
  const { field, value, onChange, disabled, lang, path, errors } = props
  const { t } = useTranslation('fields')
  const own = (value ?? {}) as Record<string, unknown>
  const set = (key: 'lat' | 'lng' | 'address', part: unknown) => {
    const next = Object.entries({ ...own, [key]: part }).filter(([, one]) => one !== undefined && one !== '')
    onChange(next.length > 0 ? Object.fromEntries(next) : undefined)
  }
  const degrees = (key: 'lat' | 'lng') => (
    <NumberInput
      {...props}
      field={{ ...field, required: false }}
      label={t(`location.${key}`)}
      description={t(`location.${key}Help`)}
      error={errors[`${path}/${key}`]}
      value={own[key]}
      onChange={(next) => set(key, next)}
    />
  )
  return (
    <FieldBox {...props}>
      <Group grow align="flex-start" maw={480}>
        {degrees('lat')}
        {degrees('lng')}
      </Group>
      <TextInput
        label={t('location.address')}
        error={errors[`${path}/address`]}
        disabled={disabled}
        lang={lang}
        value={typeof own['address'] === 'string' ? own['address'] : ''}
        onChange={(event) => set('address', event.currentTarget.value)}
      />
    </FieldBox>
  )
}
