import { Button, Group, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { useNamed } from '../../ui/named.ts'
import { Surface } from '../../ui/Surface.tsx'

/** All entries of a type as a file that an import takes back. */
export function ExportPanel() {
  const { t } = useTranslation('imports')
  const named = useNamed()
  const { key: site } = useSite()
  const types = useContentTypes().data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [stage, setStage] = useState('work')
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
        <Button
          component="a"
          variant="default"
          href={`/manage/v1/sites/${site}/exports/entries?type=${type}&stage=${stage}`}
          download
        >
          {t('export')}
        </Button>
      </Group>
    </Surface>
  )
}
