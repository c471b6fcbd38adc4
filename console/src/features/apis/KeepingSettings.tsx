import { useTranslation } from 'react-i18next'
import { Text } from '@mantine/core'
import { NumberOption } from '../content-types/NumberOption.tsx'
import type { SettingsProps } from './Settings.tsx'
import { SettingsPart } from './SettingsPart.tsx'

/** How long an answer may be kept; what changes it throws it away in any case. */
export function KeepingSettings({ form, set, errors }: SettingsProps) {
  const { t } = useTranslation('endpoints')
  return (
    <SettingsPart name="cache" title={t('keeping')}>
      <NumberOption
        label={t('cacheSeconds')}
        error={errors['/cacheSeconds']}
        value={form.cacheSeconds ?? 60}
        onChange={(value) => {
          const { cacheSeconds: _, ...rest } = form
          set(typeof value === 'number' ? { ...rest, cacheSeconds: value } : rest)
        }}
      />
      <Text size="sm" c="dimmed">
        {t('cacheHelp')}
      </Text>
    </SettingsPart>
  )
}
