import { FileInput, Group, Select, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '@dozo/client'
import { useContentTypes } from '../../../api/content-types.ts'
import { useNamed } from '../../../ui/named.ts'
import { Surface } from '../../../ui/Surface.tsx'
import { formNamed, formNames, forms, type FormName } from '../file-forms.ts'
import type { Form } from './use-preview.ts'

type Props = {
  type: string
  setType: (type: string) => void
  file: File | undefined
  choose: (file: File | null) => void
  /** As it was found in the file, or chosen. */
  form: (Pick<ImportPreview, 'format'> & { encoding?: string | null; byteOrderMark?: boolean }) | undefined
  isChosen: boolean
  setForm: (form: Form) => void
}

/** What the entries become, and the file with the form that was found in it. */
export function FileStep({ type, setType, file, choose, form, isChosen, setForm }: Props) {
  const { t } = useTranslation('imports')
  const named = useNamed()
  const types = useContentTypes().data ?? []
  const found = isChosen ? t('formChosen') : form?.byteOrderMark ? t('formMarked') : t('formFound')
  return (
    <Surface>
      <Group align="flex-start" gap="md">
        <Select
          label={t('type')}
          allowDeselect={false}
          searchable={types.length > 8}
          data={types.map((one) => ({ value: one.key, label: named(one.name) }))}
          value={type}
          onChange={(next) => next && setType(next)}
        />
        <FileInput
          label={t('file')}
          accept=".csv,.xlsx,.ndjson,.jsonl,.json"
          placeholder={t('chooseFile')}
          description={t('dropToo')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={file ?? null}
          onChange={choose}
          miw={260}
          maw={420}
        />
        {file && (
          <Select
            label={t('form')}
            allowDeselect={false}
            placeholder={t('formUnknown')}
            data={formNames.map((value) => ({ value, label: t(`forms.${value}`) }))}
            value={form ? formNamed(form) : null}
            onChange={(next) => next && setForm(forms[next as FormName])}
            description={form && found}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
        )}
      </Group>
      {!file && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('fileHelp')}
        </Text>
      )}
    </Surface>
  )
}
