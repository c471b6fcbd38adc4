import { MultiSelect, Radio, SimpleGrid, Stack, Switch, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGroups } from '../../api/groups.ts'
import { useBroken } from '../../fields/broken.ts'
import { useNamed } from '../../ui/named.ts'
import { NumberOption } from '../content-types/NumberOption.tsx'
import { takes } from './endpoint-form.ts'
import type { SettingsProps } from './Settings.tsx'
import { SettingsPart } from './SettingsPart.tsx'

/** Who may call, what they get by that, and how often. */
export function CallerSettings({ form, set, api, operation, errors }: SettingsProps) {
  const { t } = useTranslation('endpoints')
  // Groups without a group would be all members: it stays a wish until one is chosen.
  const [wantsGroups, setWantsGroups] = useState(Boolean(form.who?.groups?.length))
  const named = form.who?.groups?.length ?? 0
  const who = !form.who ? 'api' : named > 0 || wantsGroups ? 'groups' : 'members'
  const report = useBroken()
  const missing = who === 'groups' && named === 0 ? t('groupsMissing') : undefined
  useEffect(() => {
    report('/who', missing)
    return () => report('/who', undefined)
  }, [report, missing])
  const whoError = Object.entries(errors).find(([path]) => path.startsWith('/who'))?.[1]
  return (
    <SettingsPart name="callers" title={t('calling')}>
      <Radio.Group
        label={t('who')}
        description={t(`apiSays.${api.security}`)}
        error={whoError}
        value={who}
        onChange={(next) => {
          setWantsGroups(next === 'groups')
          set({ ...form, who: next === 'api' ? null : {} })
        }}
      >
        <Stack gap={6} mt={4}>
          <Radio value="api" label={t('whoApi')} />
          <Radio value="members" label={t('whoMembers')} />
          <Radio value="groups" label={t('whoGroups')} />
        </Stack>
      </Radio.Group>
      {who === 'groups' && (
        <Groups value={form.who?.groups ?? []} onChange={(groups) => set({ ...form, who: { groups } })} />
      )}
      {takes(operation, 'rights') && (
        <Switch
          label={t('rights')}
          description={t('rightsHelp')}
          error={errors['/rights']}
          checked={form.rights === 'caller'}
          onChange={(event) => {
            const { rights: _, ...rest } = form
            set(event.currentTarget.checked ? { ...rest, rights: 'caller' } : rest)
          }}
        />
      )}
      {takes(operation, 'own') && (
        <Switch
          label={t('own')}
          description={t('ownHelp')}
          error={errors['/own']}
          checked={form.own === true}
          onChange={(event) => set({ ...form, own: event.currentTarget.checked })}
        />
      )}
      {takes(operation, 'publish') && (
        <Switch
          label={t('publish')}
          description={t('publishHelp')}
          error={errors['/publish']}
          checked={form.publish === true}
          onChange={(event) => set({ ...form, publish: event.currentTarget.checked })}
        />
      )}
      <RateLimit form={form} set={set} errors={errors} />
    </SettingsPart>
  )
}

function Groups({ value, onChange }: { value: string[]; onChange: (keys: string[]) => void }) {
  const { t } = useTranslation('endpoints')
  const named = useNamed()
  const groups = useGroups().data ?? []
  const gone = value.filter((key) => !groups.some((one) => one.key === key))
  return (
    <MultiSelect
      label={t('groups')}
      description={groups.length === 0 ? t('groupsHidden') : t('groupsHelp')}
      searchable
      data={[
        ...groups.map(({ key, name }) => ({ value: key, label: named(name) })),
        ...gone.map((key) => ({ value: key, label: key })),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}

function RateLimit({ form, set, errors }: Pick<SettingsProps, 'form' | 'set' | 'errors'>) {
  const { t } = useTranslation('endpoints')
  const { rateLimit } = form
  const put = (part: object) => set({ ...form, rateLimit: { calls: 60, seconds: 60, ...rateLimit, ...part } })
  return (
    <Stack gap="xs">
      <Switch
        label={t('rateLimit')}
        description={t('rateHelp')}
        error={errors['/rateLimit']}
        checked={Boolean(rateLimit)}
        onChange={(event) => (event.currentTarget.checked ? put({}) : set({ ...form, rateLimit: null }))}
      />
      {rateLimit && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberOption
              label={t('rateCalls')}
              error={errors['/rateLimit/calls']}
              value={rateLimit.calls}
              onChange={(calls) => put({ calls: calls ?? 0 })}
            />
            <NumberOption
              label={t('rateSeconds')}
              error={errors['/rateLimit/seconds']}
              value={rateLimit.seconds}
              onChange={(seconds) => put({ seconds: seconds ?? 0 })}
            />
          </SimpleGrid>
          <Text size="sm" c="dimmed">
            {t('rateSays', { calls: rateLimit.calls, count: rateLimit.seconds })}
          </Text>
        </>
      )}
    </Stack>
  )
}
