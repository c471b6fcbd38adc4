import { isComparable } from '@dozo/content-model/conditions'
import type { Condition, Field } from '@dozo/content-model/definition'
import { Group, Input, Stack, Switch } from '@mantine/core'
import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConditionRows } from '../../conditions/ConditionRows.tsx'
import { conditionOf, rowsOf } from '../../conditions/grammar.ts'
import { BrokenContext, useBroken, type ReportBroken } from '../../fields/broken.ts'
import { JsonInput } from '../../fields/json/Input.tsx'

type Props = {
  label: string
  /** What it means when there is none. */
  none: string
  value: Condition | undefined
  onChange: (value: Condition | undefined) => void
  /** Fields of the type; those that can be compared are offered. */
  fields: readonly Field[]
  /** The field that the condition belongs to: nobody means to ask it about itself. */
  own?: string
  path: string
  errors: Record<string, string>
}

const example = '{"place": "online"}'

/** A condition over the fields of the entry, as a form; as it is written where the form cannot show it, or where somebody likes that better. */
export function ConditionInput({ label, none, value, onChange, fields, own, path, errors }: Props) {
  const { t } = useTranslation(['contentTypes', 'conditions'])
  const id = useId()
  const rows = rowsOf(value, fields)
  const [wanted, setWanted] = useState(rows === undefined)
  const [broken, setBroken] = useState(false)
  const report = useBroken()
  // The same one each time: whoever is broken tells it again to a new one.
  const note = useCallback<ReportBroken>(
    (at, message) => {
      setBroken(message !== undefined)
      report(at, message)
    },
    [report],
  )
  const asJson = wanted || rows === undefined
  const error = errors[path]
  const isOffered = (field: Field) =>
    isComparable(field) && (field.key !== own || rows?.rows.some((row) => row.path === own))
  return (
    <Stack gap="xs" role="group" aria-labelledby={id}>
      <Group justify="space-between" gap="xs">
        <Input.Label labelElement="div" id={id}>
          {label}
        </Input.Label>
        <Switch
          size="xs"
          label={t('conditions:asJson')}
          checked={asJson}
          // What is not read yet, or says more than rows can, would be lost.
          disabled={broken || rows === undefined}
          onChange={(event) => setWanted(event.currentTarget.checked)}
        />
      </Group>
      {asJson ? (
        <BrokenContext value={note}>
          <JsonInput
            field={{ key: 'condition', type: 'json', name: { ja: label, en: label } }}
            label={t('conditionJson')}
            description={[
              rows === undefined ? t('conditions:nested') : '',
              t('conditionHelp', { example }),
            ].join(' ')}
            error={error}
            value={value}
            onChange={(next) => {
              // Whoever writes here goes on writing here, whatever it says in between.
              setWanted(true)
              onChange(next as Condition | undefined)
            }}
            disabled={false}
            path={path}
            errors={errors}
          />
        </BrokenContext>
      ) : (
        <>
          <ConditionRows
            fields={fields.filter(isOffered)}
            rows={rows}
            onChange={(next) => onChange(conditionOf(next))}
            asked={error !== undefined}
            none={none}
          />
          {error && <Input.Error>{error}</Input.Error>}
        </>
      )}
    </Stack>
  )
}
