import type { Field } from '@dozo/content-model/definition'
import { fileKinds } from '@dozo/content-model/field-names'
import { typeOf } from '@dozo/content-model/fields/index'
import { Checkbox, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { useNamed } from '../../ui/named.ts'
import { ChoicesEditor } from './ChoicesEditor.tsx'
import { FieldsEditor } from './FieldsEditor.tsx'
import { showable } from './half-written.ts'
import { KindsEditor } from './KindsEditor.tsx'
import { NumberOption } from './NumberOption.tsx'
import { OtherField } from './OtherField.tsx'

type Props = {
  field: Field
  set: (part: Partial<Record<keyof Field, unknown>>) => void
  errors: Record<string, string>
  path: string
}

const numbers = ['minLength', 'maxLength', 'min', 'max'] as const
const noDefault = [
  'group',
  'repeat',
  'blocks',
  'relation',
  'reverse',
  'computed',
  'member',
  'rich_text',
  'json',
  'markdown',
  'html',
  'table',
  'image',
  'file',
  'gallery',
]

/** The settings that only some types have, as the content model lists them. */
export function FieldOptions({ field, set, errors, path }: Props) {
  const { t } = useTranslation('contentTypes')
  const has = (option: keyof Field) => typeOf(field).options.includes(option)
  const error = (option: string) => errors[`${path}/${option}`]
  const { help: _help, required: _required, ...plain } = field
  return (
    <Stack>
      {has('format') && (
        <Select
          label={t('option.format')}
          maw={320}
          clearable
          data={(['email', 'tel', 'url', 'postal_code'] as const).map((format) => ({
            value: format,
            label: t(`format.${format}`),
          }))}
          error={error('format')}
          value={field.format ?? null}
          onChange={(format) => set({ format: format ?? undefined })}
        />
      )}
      {has('pattern') && (
        <TextInput
          label={t('option.pattern')}
          description={t('option.patternHelp')}
          spellCheck={false}
          error={error('pattern')}
          value={field.pattern ?? ''}
          onChange={(event) => set({ pattern: event.currentTarget.value || undefined })}
        />
      )}
      {numbers.some(has) && (
        <Group grow align="flex-start" maw={480}>
          {numbers.filter(has).map((option) => (
            <NumberOption
              key={option}
              label={t(field.type === 'number' ? `option.${option}` : `option.${option}Count`)}
              error={error(option)}
              value={field[option]}
              onChange={(value) => set({ [option]: value })}
            />
          ))}
        </Group>
      )}
      {has('integer') && (
        <Checkbox
          label={t('option.integer')}
          checked={field.integer === true}
          onChange={(event) => set({ integer: event.currentTarget.checked || undefined })}
        />
      )}
      {has('template') && (
        <TextInput
          label={t('option.template')}
          description={t('option.templateHelp', { example: '{title} – {date}' })}
          required
          spellCheck={false}
          error={error('template')}
          value={field.template ?? ''}
          onChange={(event) => set({ template: event.currentTarget.value || undefined })}
        />
      )}
      {(['of', 'suggest'] as const).filter(has).map((option) => (
        <OtherField
          key={option}
          option={option}
          value={field[option]}
          onChange={(value) => set({ [option]: value })}
          errors={errors}
          path={`${path}/${option}`}
        />
      ))}
      {has('to') && <Targets field={field} set={set} error={error('to')} />}
      {has('accept') && (
        <MultiSelect
          label={t('option.accept')}
          description={t(field.type === 'gallery' ? 'option.acceptGalleryHelp' : 'option.acceptHelp')}
          clearable
          data={fileKinds.map((kind) => ({ value: kind, label: t(`fileKind.${kind}`) }))}
          error={error('accept')}
          value={field.accept ?? []}
          onChange={(accept) => set({ accept: accept.length > 0 ? accept : undefined })}
        />
      )}
      {has('many') && (
        <Checkbox
          label={t('option.many')}
          checked={field.many === true}
          onChange={(event) => set({ many: event.currentTarget.checked || undefined })}
        />
      )}
      {has('delivered') && (
        <Checkbox
          label={t('option.deliveredBoth')}
          description={t('option.deliveredBothHelp')}
          checked={field.delivered === 'both'}
          onChange={(event) => set({ delivered: event.currentTarget.checked ? 'both' : undefined })}
        />
      )}
      {has('options') && (
        <ChoicesEditor
          choices={field.options ?? []}
          onChange={(options) => set({ options })}
          errors={errors}
          path={`${path}/options`}
        />
      )}
      {has('fields') && (
        <FieldsEditor
          fields={field.fields ?? []}
          onChange={(fields) => set({ fields })}
          errors={errors}
          path={`${path}/fields`}
          nested
        />
      )}
      {has('kinds') && (
        <KindsEditor
          kinds={field.kinds ?? []}
          onChange={(kinds) => set({ kinds })}
          errors={errors}
          path={`${path}/kinds`}
        />
      )}
      {!noDefault.includes(field.type) && (
        <FieldInput
          field={{ ...showable(plain), name: { ja: '最初の値', en: 'Default' } }}
          value={field.default}
          onChange={(value) => set({ default: value === '' ? undefined : value })}
          path={`${path}/default`}
          errors={errors}
        />
      )}
    </Stack>
  )
}

function Targets({ field, set, error }: Pick<Props, 'field' | 'set'> & { error: string | undefined }) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const types = useContentTypes().data ?? []
  return (
    <MultiSelect
      label={t('option.to')}
      description={t('option.toHelp')}
      required
      error={error}
      data={types.map((type) => ({ value: type.key, label: named(type.name) }))}
      value={field.to ?? []}
      onChange={(to) => set({ to: to.length > 0 ? to : undefined })}
    />
  )
}
