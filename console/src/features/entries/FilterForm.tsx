import type { ContentType } from '@dozo/client'
import { Button, Select, Stack } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { useNamed } from '../../ui/named.ts'
import { filterFields, operatorsOf, valueField, type ShownOperator } from './filter-fields.ts'
import type { Condition } from './list-state.ts'

/** Field, comparison, value: one condition. */
export function FilterForm({ type, add }: { type: ContentType; add: (condition: Condition) => void }) {
  const { t } = useTranslation('entries')
  const named = useNamed()
  const fields = filterFields(type)
  const [key, setKey] = useState(fields[0]?.key ?? 'status')
  const field = fields.find((one) => one.key === key) ?? fields[0]!
  const operators = operatorsOf(field)
  const [chosen, setOp] = useState<ShownOperator>('eq')
  const op = operators.includes(chosen) ? chosen : (operators[0] ?? 'eq')
  const [value, setValue] = useState<unknown>()
  const [missing, setMissing] = useState(false)
  function submit(event: SubmitEvent) {
    event.preventDefault()
    event.stopPropagation()
    // A switch that was never touched stands at "no".
    const given = field.type === 'boolean' ? (value ?? false) : op === 'exists' ? (value ?? true) : value
    if (given === undefined || given === '') return setMissing(true)
    add({ path: key, op, value: String(given) })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label={t('filterField')}
          comboboxProps={{ withinPortal: false }}
          allowDeselect={false}
          data={fields.map((one) => ({ value: one.key, label: named(one.name) }))}
          value={key}
          onChange={(next) => {
            setKey(next ?? key)
            setValue(undefined)
          }}
        />
        <Select
          label={t('filterOp')}
          comboboxProps={{ withinPortal: false }}
          allowDeselect={false}
          data={operators.map((one) => ({ value: one, label: t(`op.${one}`) }))}
          value={op}
          onChange={(next) => setOp((next as ShownOperator) ?? op)}
        />
        {op === 'exists' ? (
          <Select
            label={t('filterValue')}
            comboboxProps={{ withinPortal: false }}
            allowDeselect={false}
            data={[
              { value: 'true', label: t('isThere') },
              { value: 'false', label: t('isEmpty') },
            ]}
            value={String(value ?? true)}
            onChange={(next) => setValue(next === 'true')}
          />
        ) : (
          <FieldInput
            field={{ ...valueField(field), name: { ja: '値', en: 'Value' } }}
            value={value}
            onChange={setValue}
            path="/value"
            errors={missing ? { '/value': t('filterMissing') } : {}}
          />
        )}
        <Button type="submit">{t('filterAdd')}</Button>
      </Stack>
    </form>
  )
}
