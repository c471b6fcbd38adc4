import type { Field } from '@dozo/content-model/definition'
import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FieldInput } from '../fields/FieldInput.tsx'
import { useNamed } from '../ui/named.ts'
import {
  about,
  compared,
  comparisonOf,
  comparisonsOf,
  valueField,
  type Comparison,
  type Row,
} from './comparisons.ts'
import { useComparisonWords } from './words.ts'

type Props = {
  fields: readonly Field[]
  row: Row
  onChange: (row: Row) => void
  /** Offers to compare with several values. */
  lists: boolean
  /** The value is missing, and somebody has asked for it. */
  missing: boolean
}

/** Field, comparison, value: three inputs beside or below each other, as whoever shows them likes. */
export function ComparisonInputs({ fields, row, onChange, lists, missing }: Props) {
  const { t } = useTranslation('conditions')
  const named = useNamed()
  const words = useComparisonWords()
  const field = fields.find(({ key }) => key === row.path)
  const comparison = comparisonOf(row)
  const offered = field ? comparisonsOf(field, lists) : []
  const names = fields.map((one) => named(one.name))
  const labelOf = (one: Field) => {
    const name = named(one.name)
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${one.key})`
  }
  const choices = fields.map((one) => ({ value: one.key, label: labelOf(one) }))
  return (
    <>
      <Select
        allowDeselect={false}
        label={t('field')}
        searchable={fields.length > 8}
        data={field ? choices : [...choices, { value: row.path, label: t('gone', { key: row.path }) }]}
        error={field ? undefined : t('goneError')}
        value={row.path}
        onChange={(key) => {
          const next = fields.find((one) => one.key === key)
          if (next && next !== field) onChange(about(next, row))
        }}
      />
      <Select
        allowDeselect={false}
        label={t('op')}
        disabled={!field}
        data={[...offered, ...(offered.includes(comparison) ? [] : [comparison])].map((one) => ({
          value: one,
          label: words(one, field),
        }))}
        value={comparison}
        onChange={(next) => field && next && onChange(compared(field, row, next as Comparison))}
      />
      {field
        ? row.op !== 'exists' && (
            <FieldInput
              key={row.path}
              field={{ ...withValues(valueField(field, row.op), row.value), ...compares }}
              value={typeof row.value === 'boolean' ? String(row.value) : (row.value ?? undefined)}
              onChange={(value) => onChange({ ...row, value: given(field, value) })}
              path="/value"
              errors={missing ? { '/value': t('missing') } : {}}
            />
          )
        : row.value !== null && (
            <TextInput label={t('value')} disabled value={JSON.stringify(row.value)} readOnly />
          )}
    </>
  )
}

/** What stands at the value: never empty. */
const compares = { name: { ja: '値', en: 'Value' }, required: true }

/** A value that is no option any more is still shown. */
function withValues(field: Field, value: unknown): Field {
  if (!field.options) return field
  const lost = [value ?? []]
    .flat()
    .map(String)
    .filter((one) => !field.options!.some((option) => option.value === one))
  return {
    ...field,
    options: [...field.options, ...lost.map((one) => ({ value: one, name: { ja: one, en: one } }))],
  }
}

function given(field: Field, value: unknown): unknown {
  if (value === undefined || value === '') return null
  return field.type === 'boolean' ? value === 'true' : value
}
