import type { ContentType, Import, ImportPreview } from '@dozo/client'
import { Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../../api/session.ts'
import { ColumnsTable } from './ColumnsTable.tsx'
import { Gaps } from './Gaps.tsx'
import { OptionsStep, type Options } from './OptionsStep.tsx'
import { SendButtons } from './SendButtons.tsx'
import { crowded, goByThemselves, hasPlainValues, mappingText, presets, type Targets } from './targets.ts'

type Props = {
  type: ContentType
  file: File
  preview: ImportPreview
  /** What was chosen for a file of this kind. */
  before: Import['options'] | undefined
}

/** Where the columns go, and what is done with the rows. What the server has guessed is chosen already. */
export function MappingStep({ type, file, preview, before }: Props) {
  const { t } = useTranslation('imports')
  const can = useCan()
  const { defaultLocale } = useSite()
  const { columns, format, encoding, fixed } = preview
  const [targets, setTargets] = useState<Targets>(() => presets(columns, fixed ? undefined : before?.mapping))
  const [options, setOptions] = useState<Options>(() => ({
    mode: before?.mode ?? 'upsert',
    locale: before?.locale ?? defaultLocale,
    publish: can('entries.publish') && before?.publish === true,
    createMissing: before?.createMissing ?? false,
  }))
  const doubled = crowded(targets, type, options.locale)
  const none = Object.values(targets).every((target) => target === '')
  const mapping =
    fixed || goByThemselves(columns, targets, format)
      ? {}
      : { mapping: mappingText(columns, targets, format) }
  const form = encoding && format === 'csv' ? { format, encoding } : { format }
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Title order={2}>{t('columns')}</Title>
        <Text size="sm" c="dimmed">
          {t(preview.whole ? 'lookedWhole' : 'lookedFirst', { count: preview.rows })}{' '}
          {fixed && t('columnsFixed')}
        </Text>
      </Stack>
      <ColumnsTable
        type={type}
        columns={columns}
        targets={targets}
        doubled={doubled}
        setTarget={
          fixed ? undefined : (number, target) => setTargets((all) => ({ ...all, [number]: target }))
        }
      />
      <Gaps type={type} columns={columns} targets={targets} mode={options.mode} />
      <OptionsStep
        options={options}
        setOptions={setOptions}
        plain={!fixed && hasPlainValues(targets, type)}
      />
      <SendButtons
        sent={{ type: type.key, file, options: { ...form, ...options, ...mapping } }}
        unready={doubled.size > 0 ? t('unreadyTwice') : none ? t('unreadyNone') : undefined}
      />
    </Stack>
  )
}
