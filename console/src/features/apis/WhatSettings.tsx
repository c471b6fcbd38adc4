import type { Operation } from '@dozo/client'
import { Badge, Code, Group, MultiSelect, Select, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../ui/named.ts'
import { takes, withOperation, withType } from './endpoint-form.ts'
import type { SettingsProps } from './Settings.tsx'
import { plain } from './plain.ts'
import { SettingsPart } from './SettingsPart.tsx'

/** Operations in the order in which people look for them. */
const kinds = [
  ['reading', ({ writes, name }: Operation) => !writes && !name.startsWith('sessions.')],
  ['writing', ({ writes, name }: Operation) => writes && !name.startsWith('sessions.')],
  ['signing', ({ name }: Operation) => name.startsWith('sessions.')],
] as const

/** What it does, for which type, and at which path. */
export function WhatSettings(props: SettingsProps & { operations: readonly Operation[] }) {
  const { form, set, operation, operations, types, api, errors } = props
  const { t } = useTranslation('endpoints')
  const named = useNamed()
  const at = (start: string) => Object.entries(errors).find(([path]) => path.startsWith(start))?.[1]
  const typeChoices = types.map(({ key, name }) => ({ value: key, label: named(name) }))
  /** One that is gone is still shown. */
  const withGone = (keys: readonly string[]) => [
    ...typeChoices,
    ...keys
      .filter((key) => !types.some((one) => one.key === key))
      .map((key) => ({ value: key, label: t('gone', { name: key }) })),
  ]
  const places = operation?.places ?? []
  return (
    <SettingsPart name="what" title={t('what')}>
      <Select
        label={t('operation')}
        allowDeselect={false}
        searchable
        required
        error={errors['/operation']}
        data={kinds.map(([kind, belongs]) => ({
          group: t(`kind.${kind}`),
          items: operations.filter(belongs).map(({ name, label }) => ({ value: name, label: named(label) })),
        }))}
        value={form.operation}
        onChange={(name) => {
          const next = operations.find((one) => one.name === name)
          if (next && next !== operation) set(withOperation(form, next))
        }}
      />
      {operation && (
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Badge variant="default" radius="sm" style={{ flex: 'none' }}>
            {operation.method}
          </Badge>
          <Text size="sm">
            {plain(named(operation.does))} <Code fz={11}>{operation.name}</Code>
          </Text>
        </Group>
      )}
      {takes(operation, 'type') && (
        <Select
          label={t('type')}
          description={types.length === 0 ? t('noTypes') : undefined}
          required
          searchable
          allowDeselect={false}
          error={errors['/type']}
          data={withGone(form.type === undefined ? [] : [form.type])}
          value={form.type ?? null}
          onChange={(type) => type && type !== form.type && set(withType(form, type, form.type))}
        />
      )}
      {takes(operation, 'types') && (
        <MultiSelect
          label={t('types')}
          description={t('typesHelp')}
          searchable
          error={at('/types')}
          data={withGone(form.types ?? [])}
          value={form.types ?? []}
          onChange={(types) => set({ ...form, types: types.length > 0 ? types : null })}
        />
      )}
      <TextInput
        label={t('path')}
        description={
          places.length === 0
            ? t('pathHelp')
            : t('pathPlaces', { places: places.map((place) => `{${place}}`).join(' / ') })
        }
        required
        autoCapitalize="none"
        spellCheck={false}
        error={errors['/path']}
        value={form.path}
        onChange={(event) => set({ ...form, path: event.currentTarget.value })}
        onBlur={(event) => {
          const path = event.currentTarget.value.normalize('NFKC').trim()
          set({ ...form, path: path === '' || path.startsWith('/') ? path : `/${path}` })
        }}
      />
      <Text size="sm" c="dimmed">
        <Code>{`${api.url}${form.path}`}</Code>
      </Text>
    </SettingsPart>
  )
}
