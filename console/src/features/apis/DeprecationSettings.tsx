import { SimpleGrid, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { lastDays } from './days.ts'
import type { SettingsProps } from './Settings.tsx'
import { SettingsPart } from './SettingsPart.tsx'

/** An endpoint with an end in sight: since when, until when, and what takes its place. */
export function DeprecationSettings({ form, set, errors }: SettingsProps) {
  const { t } = useTranslation('endpoints')
  const { timeZone } = useSite()
  const { deprecated } = form
  function put(part: Partial<NonNullable<typeof deprecated>>) {
    const given = Object.entries({ ...deprecated, ...part }).filter(([, value]) => value !== '')
    set({ ...form, deprecated: Object.fromEntries(given) as NonNullable<typeof deprecated> })
  }
  const today = () => lastDays([], timeZone, new Date(), 1)[0]!.day
  const dayInput = (name: 'since' | 'sunset') => (
    <TextInput
      type="date"
      max="9999-12-31"
      label={t(name)}
      required={name === 'since'}
      error={errors[`/deprecated/${name}`]}
      value={deprecated?.[name] ?? ''}
      onChange={(event) => put({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <SettingsPart name="deprecated" title={t('ending')}>
      <Switch
        label={t('deprecated')}
        description={t('deprecatedHelp')}
        checked={Boolean(deprecated)}
        onChange={(event) =>
          set({ ...form, deprecated: event.currentTarget.checked ? { since: today() } : null })
        }
      />
      {deprecated && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {dayInput('since')}
            {dayInput('sunset')}
          </SimpleGrid>
          <TextInput
            label={t('successor')}
            description={t('successorHelp')}
            spellCheck={false}
            autoCapitalize="none"
            error={errors['/deprecated/successor']}
            value={deprecated.successor ?? ''}
            onChange={(event) => put({ successor: event.currentTarget.value })}
          />
        </>
      )}
    </SettingsPart>
  )
}
