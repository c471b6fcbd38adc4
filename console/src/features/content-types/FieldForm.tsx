import type { Field, Weight } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import { Checkbox, Group, Select, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NameInputs } from '../../ui/NameInputs.tsx'
import { ConditionInput } from './ConditionInput.tsx'
import './builder.css'
import { FieldOptions } from './FieldOptions.tsx'
import { FieldPreview } from './FieldPreview.tsx'
import { withPart } from './with-part.ts'

type Props = {
  field: Field
  isKnown: boolean
  onChange: (field: Field) => void
  errors: Record<string, string>
  path: string
  /** All fields of the type, which conditions are about. */
  siblings: readonly Field[]
  /** Within a group: it is localised, filtered and delivered as the group is. */
  nested: boolean
}

/** The settings of a field, and beside them what comes of them. A field within another one is seen in the preview of that one. */
export const FieldForm = (props: Props) =>
  props.nested ? (
    <Settings {...props} />
  ) : (
    <div className="field-settings">
      <div className="field-columns">
        <Settings {...props} />
        <div>
          <FieldPreview field={props.field} />
        </div>
      </div>
    </div>
  )

/** Everything that can be set about a field; only what its type can do is offered. */
function Settings({ field, isKnown, onChange, errors, path, siblings, nested }: Props) {
  const { t } = useTranslation('contentTypes')
  const type = typeOf(field)
  const set = (part: Partial<Record<keyof Field, unknown>>) => onChange(withPart(field, part))
  const flag = (name: 'required' | 'unique' | 'localized' | 'filterable' | 'neverDelivered') => (
    <Checkbox
      label={t(`flag.${name}`)}
      description={t(`flagHelp.${name}`)}
      checked={field[name] === true}
      error={errors[`${path}/${name}`]}
      onChange={(event) => set({ [name]: event.currentTarget.checked || undefined })}
    />
  )
  return (
    <Stack>
      <NameInputs
        label={(language) => t('nameIn', { language })}
        value={field.name}
        onChange={(name) => set({ name })}
        errors={errors}
        path={`${path}/name`}
      />
      <TextInput
        label={t('fieldKey')}
        description={isKnown ? t('fieldKeyKnown') : t('fieldKeyHelp')}
        readOnly={isKnown}
        required
        autoCapitalize="none"
        spellCheck={false}
        error={errors[`${path}/key`]}
        value={field.key}
        onChange={(event) => set({ key: event.currentTarget.value })}
      />
      <NameInputs
        label={(language) => t('helpIn', { language })}
        value={field.help}
        onChange={(help) => set({ help: help.ja || help.en ? help : undefined })}
        errors={errors}
        path={`${path}/help`}
        required={false}
      />
      <NameInputs
        label={(language) => t('noteIn', { language })}
        value={field.note}
        onChange={(note) => set({ note: note.ja || note.en ? note : undefined })}
        errors={errors}
        path={`${path}/note`}
        required={false}
      />
      {type.options.includes('placeholder') && (
        <NameInputs
          label={(language) => t('placeholderIn', { language })}
          value={field.placeholder}
          onChange={(placeholder) =>
            set({ placeholder: placeholder.ja || placeholder.en ? placeholder : undefined })
          }
          errors={errors}
          path={`${path}/placeholder`}
          required={false}
        />
      )}
      <Group gap="lg" align="flex-start">
        {!type.isComputed && flag('required')}
        {!nested && type.canBeLocalized && flag('localized')}
        {!nested && type.canBeUnique && flag('unique')}
        {!nested && type.operators.length > 0 && flag('filterable')}
        {!nested && flag('neverDelivered')}
      </Group>
      {!nested && type.canBeSearched && (
        <Select
          label={t('flag.searchable')}
          description={t('flagHelp.searchable')}
          maw={320}
          clearable
          data={(['A', 'B', 'C', 'D'] as const).map((weight) => ({
            value: weight,
            label: t(`weight.${weight}`),
          }))}
          value={field.searchable?.weight ?? null}
          onChange={(weight) => set({ searchable: weight ? { weight: weight as Weight } : undefined })}
        />
      )}
      {!nested && (
        <ConditionInput
          label={t('option.showIf')}
          none={t('showIfNone')}
          fields={siblings}
          own={field.key}
          value={field.showIf}
          onChange={(showIf) => set({ showIf })}
          path={`${path}/showIf`}
          errors={errors}
        />
      )}
      {!nested && !type.isComputed && (
        <ConditionInput
          label={t('option.requireIf')}
          none={t(field.required ? 'requireIfAlways' : 'requireIfNone')}
          fields={siblings}
          own={field.key}
          value={field.requireIf}
          onChange={(requireIf) => set({ requireIf })}
          path={`${path}/requireIf`}
          errors={errors}
        />
      )}
      <FieldOptions field={field} set={set} errors={errors} path={path} />
    </Stack>
  )
}
