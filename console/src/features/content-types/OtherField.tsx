import type { Field } from '@dozo/content-model/definition'
import { Group, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useNamed } from '../../ui/named.ts'

type Props = {
  option: 'of' | 'suggest'
  value: { type: string; field: string } | undefined
  onChange: (value: { type: string; field: string } | undefined) => void
  errors: Record<string, string>
  path: string
}

const fits: Record<Props['option'], (field: Pick<Field, 'type' | 'filterable'>) => boolean> = {
  of: ({ type }) => type === 'relation',
  suggest: ({ type, filterable }) => type === 'text' && filterable === true,
}

/** A field of a content type that exists: the relation that is read from its other side, or the texts that are suggested. */
export function OtherField({ option, value, onChange, errors, path }: Props) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const types = useContentTypes().data ?? []
  const fieldsOf = (key: string | undefined) =>
    ((types.find((type) => type.key === key)?.fields ?? []) as Field[]).filter(fits[option])
  const choose = (type: string | null) => {
    const [first] = fieldsOf(type ?? undefined)
    onChange(type && first ? { type, field: first.key } : undefined)
  }
  return (
    <Group grow align="flex-start">
      <Select
        label={t(`option.${option}Type`)}
        description={t(`option.${option}TypeHelp`)}
        required={option === 'of'}
        clearable={option === 'suggest'}
        error={errors[`${path}/type`] ?? errors[path]}
        data={types
          .filter((type) => fieldsOf(type.key).length > 0)
          .map((type) => ({ value: type.key, label: named(type.name) }))}
        value={value?.type ?? null}
        onChange={choose}
      />
      <Select
        label={t(`option.${option}Field`)}
        description={t(`option.${option}FieldHelp`)}
        allowDeselect={false}
        disabled={!value}
        error={errors[`${path}/field`]}
        data={fieldsOf(value?.type).map((one) => ({ value: one.key, label: named(one.name) }))}
        value={value?.field ?? null}
        onChange={(field) => field && value && onChange({ ...value, field })}
      />
    </Group>
  )
}
