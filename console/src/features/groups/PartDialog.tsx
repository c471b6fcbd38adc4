import type { ContentType, Grant, Permission } from '@dozo/client'
import type { Condition } from '@dozo/content-model/definition'
import { Alert, Button, Checkbox, Modal, MultiSelect, Select, Stack } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { rowsOf } from '../../conditions/grammar.ts'
import { BrokenContext, useBrokenPlaces } from '../../fields/broken.ts'
import { isPlain } from '../../grants/coverage.ts'
import { useGrantWords } from '../../grants/use-grant-words.ts'
import { useNamed } from '../../ui/named.ts'
import { ConditionInput } from '../content-types/ConditionInput.tsx'
import { filterFields } from '../entries/filter-fields.ts'

type Props = {
  grant: Grant | undefined
  types: readonly ContentType[]
  /** Those on entries that the person may give. */
  permissions: readonly Permission[]
  set: (grant: Grant) => void
  close: () => void
}

/** Narrows one permission: to types, to own entries, to what meets a condition, to fields. */
export function PartDialog({ grant, types, permissions, set, close }: Props) {
  const { t } = useTranslation(['groups', 'conditions', 'shell'])
  const named = useNamed()
  const words = useGrantWords()
  const [form, setForm] = useState<Grant>(
    grant ?? { permission: permissions.find(({ name }) => name.endsWith('.update'))?.name ?? '', own: true },
  )
  const [asked, setAsked] = useState(false)
  const { broken, report } = useBrokenPlaces()
  const chosen = types.filter(({ key }) => !form.types || form.types.includes(key))
  const choices = (keys: readonly string[], nameOf: (key: string) => string) =>
    keys.map((key) => ({ value: key, label: nameOf(key) }))
  const fieldName = (key: string) => {
    const field = words.fieldsIn(form.types).find((one) => one.key === key)
    return field ? named(field.name) : key
  }
  const own = [
    ...new Set([...chosen.flatMap((type) => type.fields.map(({ key }) => key)), ...(form.fields ?? [])]),
  ]
  // Of several types only what all of them have can be asked about.
  const [first, ...others] = chosen.map(filterFields)
  const comparable = (first ?? []).filter(({ key }) =>
    others.every((list) => list.some((one) => one.key === key)),
  )
  function change(part: { [K in keyof Grant]?: Grant[K] | undefined }) {
    const next = Object.entries({ ...form, ...part }).filter(
      ([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
    )
    setForm(Object.fromEntries(next) as Grant)
  }
  const whole = isPlain(form)
  const unfinished = rowsOf(form.condition, comparable)?.rows.some(({ value }) => value === null) ?? false
  const errors = asked && unfinished ? { '/condition': t('conditions:missing') } : broken
  function submit(event: SubmitEvent) {
    event.preventDefault()
    // A form in a dialog is still within the form around it, for React.
    event.stopPropagation()
    setAsked(true)
    if (!whole && !unfinished && Object.keys(broken).length === 0) set(form)
  }
  return (
    <BrokenContext value={report}>
      <Modal
        opened
        size="lg"
        onClose={close}
        title={t('part')}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        <form onSubmit={submit}>
          <Stack>
            <Select
              label={t('partAct')}
              data-autofocus
              allowDeselect={false}
              data={permissions.map(({ name, label }) => ({ value: name, label: named(label) }))}
              value={form.permission}
              onChange={(permission) => permission && change({ permission })}
            />
            <MultiSelect
              label={t('partTypes')}
              description={t('partTypesHelp')}
              data={choices(
                [...new Set([...types.map(({ key }) => key), ...(form.types ?? [])])],
                words.typeName,
              )}
              value={form.types ?? []}
              onChange={(keys) => change({ types: keys })}
            />
            <Checkbox
              label={t('partOwn')}
              checked={form.own === true}
              onChange={(event) => change({ own: event.currentTarget.checked })}
            />
            <ConditionInput
              label={t('partCondition')}
              none={t('partNoCondition')}
              value={form.condition as Condition | undefined}
              onChange={(condition) => change({ condition: condition as Grant['condition'] })}
              fields={comparable}
              path="/condition"
              errors={errors}
            />
            <MultiSelect
              label={t('partFields')}
              description={t('partFieldsHelp')}
              searchable
              data={choices(own, fieldName)}
              value={form.fields ?? []}
              onChange={(keys) => change({ fields: keys })}
            />
            {asked && whole && <Alert role="alert" color="vermilion" title={t('partWhole')} />}
            <Button type="submit">{t('partSet')}</Button>
          </Stack>
        </form>
      </Modal>
    </BrokenContext>
  )
}
