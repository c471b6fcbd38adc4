import { useTranslation } from 'react-i18next'
import { PathChoice } from './PathChoice.tsx'
import { PathTree } from './PathTree.tsx'
import type { SettingsProps } from './Settings.tsx'
import { SettingsPart } from './SettingsPart.tsx'

/** The fields that readers get, or that callers may write. */
export function FieldSettings({ form, set, operation, types, errors }: SettingsProps) {
  const { t } = useTranslation('endpoints')
  const put = (fields: string[] | null) => set({ ...form, fields })
  return (
    <SettingsPart name="fields" title={t(operation?.writes ? 'fieldsWritten' : 'fields')}>
      {operation?.writes ? (
        <PathTree
          label={t('fieldsWritten')}
          labelled={false}
          description={t('fieldsWrittenHelp')}
          purpose="write"
          types={types}
          type={form.type!}
          value={form.fields ?? []}
          onChange={put}
          errors={errors}
          at="/fields"
        />
      ) : (
        <PathChoice
          label={t('fields')}
          labelled={false}
          all={t('fieldsAll')}
          some={t('fieldsSome')}
          allHelp={t('fieldsAllHelp')}
          purpose="read"
          types={types}
          type={form.type!}
          value={form.fields ?? null}
          onChange={put}
          errors={errors}
          at="/fields"
        />
      )}
    </SettingsPart>
  )
}
