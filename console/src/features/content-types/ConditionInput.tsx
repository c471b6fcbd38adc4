import type { Condition } from '@dozo/content-model/definition'
import { useTranslation } from 'react-i18next'
import { JsonInput } from '../../fields/json/Input.tsx'

type Props = {
  label: string
  value: Condition | undefined
  onChange: (value: Condition | undefined) => void
  path: string
  errors: Record<string, string>
}

const example = '{"place": "online"}'

/** A condition over the fields of the entry, written as the filters of an API are. */
export function ConditionInput({ label, value, onChange, path, errors }: Props) {
  const { t } = useTranslation('contentTypes')
  return (
    <JsonInput
      field={{ key: 'condition', type: 'json', name: { ja: label, en: label } }}
      label={label}
      description={t('conditionHelp', { example })}
      error={errors[path]}
      value={value}
      onChange={(next) => onChange(next as Condition | undefined)}
      disabled={false}
      path={path}
      errors={errors}
    />
  )
}
