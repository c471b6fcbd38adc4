import { Anchor, Button, Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { useNamed } from '../../ui/named.ts'
import { Surface } from '../../ui/Surface.tsx'
import { formNames, forms, type FormName } from './file-forms.ts'

const query = (form: FormName) => new URLSearchParams(forms[form]).toString()

/** All entries of a type as a file that an import takes back. */
export function ExportPanel() {
  const { t } = useTranslation('imports')
  const named = useNamed()
  const { key: site } = useSite()
  const types = useContentTypes().data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [stage, setStage] = useState('work')
  const [form, setForm] = useState<FormName>('csv')
  const type = chosen ?? types[0]?.key
  if (!type) return null
  return (
    <Surface>
      <Group align="flex-end">
        <Select
          label={t('exportType')}
          allowDeselect={false}
          data={types.map((one) => ({ value: one.key, label: named(one.name) }))}
          value={type}
          onChange={setChosen}
        />
        <Select
          label={t('exportStage')}
          allowDeselect={false}
          data={[
            { value: 'work', label: t('stage.work') },
            { value: 'live', label: t('stage.live') },
          ]}
          value={stage}
          onChange={(next) => setStage(next ?? stage)}
        />
        <Select
          label={t('exportForm')}
          allowDeselect={false}
          data={formNames.map((value) => ({ value, label: t(`forms.${value}`) }))}
          value={form}
          onChange={(next) => setForm((next as FormName | null) ?? form)}
        />
        <Button
          component="a"
          variant="default"
          href={`/manage/v1/sites/${site}/exports/entries?type=${type}&stage=${stage}&${query(form)}`}
          download
        >
          {t('export')}
        </Button>
      </Group>
      {form === 'cp932' && (
        <Text size="sm" mt="sm">
          {t('cp932Help')}{' '}
          <Anchor
            size="sm"
            href={`/manage/v1/sites/${site}/exports/entries?type=${type}&stage=${stage}&${query('cp932')}&report=unmapped`}
            download
          >
            {t('cp932Report')}
          </Anchor>
        </Text>
      )}
    </Surface>
  )
}
