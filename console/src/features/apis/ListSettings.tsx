import { MultiSelect, Select, SimpleGrid } from '@mantine/core'
import { limits } from '@dozo/content-model/limits'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { languageName, useNamed } from '../../ui/named.ts'
import { NumberOption } from '../content-types/NumberOption.tsx'
import { takes } from './endpoint-form.ts'
import { leavesOf } from './field-paths.ts'
import { PathChoice } from './PathChoice.tsx'
import type { SettingsProps } from './Settings.tsx'
import { SettingsPart } from './SettingsPart.tsx'

/** Order, sizes of pages and language: what holds when nobody asks, and how far they may ask. */
export function ListSettings({ form, set, operation, types, errors }: SettingsProps) {
  const { t } = useTranslation('endpoints')
  const named = useNamed()
  const { locales, defaultLocale } = useSite()
  const number = (value: unknown) => (typeof value === 'number' ? value : null)
  const leaves = form.type === undefined ? [] : leavesOf(types, [form.type], 'sort')
  const chosen = form.sort?.split(',') ?? []
  const orders = leaves.flatMap(({ path, name, attribute }) => {
    const label = name ? named(name) : t(`attribute.${attribute!}`)
    return [
      { value: path, label: t('ascending', { name: label }) },
      { value: `-${path}`, label: t('descending', { name: label }) },
    ]
  })
  const goneOrders = chosen
    .filter((one) => !orders.some(({ value }) => value === one))
    .map((one) => ({ value: one, label: t('gone', { name: one }) }))
  const sizes = (['pageSize', 'maxPageSize'] as const).filter((name) => takes(operation, name))
  const languages = [...locales, ...(form.locale && !locales.includes(form.locale) ? [form.locale] : [])]
  return (
    <SettingsPart
      name="sorts"
      title={t(takes(operation, 'sorts') || sizes.length > 0 ? 'listing' : 'languages')}
    >
      {takes(operation, 'sort') && (
        <MultiSelect
          label={t('sort')}
          description={t('sortHelp', { count: limits.sortKeys })}
          searchable
          maxValues={limits.sortKeys}
          error={errors['/sort']}
          data={[...orders, ...goneOrders]}
          value={chosen}
          onChange={(next) => set({ ...form, sort: next.length > 0 ? next.join(',') : null })}
        />
      )}
      {takes(operation, 'sorts') && (
        <PathChoice
          label={t('sorts')}
          all={t('sortsAll')}
          allHelp={t(form.fields ? 'askedAsFields' : 'sortsAllHelp')}
          some={t('sortsSome')}
          purpose="sort"
          types={types}
          type={form.type!}
          value={form.sorts ?? null}
          onChange={(sorts) => set({ ...form, sorts })}
          errors={errors}
          at="/sorts"
        />
      )}
      {sizes.length > 0 && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {sizes.map((name) => (
            <NumberOption
              key={name}
              label={t(`size.${name}`)}
              error={errors[`/${name}`]}
              value={form[name] ?? undefined}
              onChange={(value) => set({ ...form, [name]: number(value) })}
            />
          ))}
        </SimpleGrid>
      )}
      {takes(operation, 'locale') && (
        <Select
          label={t('locale')}
          description={t('localeHelp')}
          error={errors['/locale']}
          data={[
            { value: '', label: t('localeDefault', { name: languageName(defaultLocale) }) },
            ...languages.map((locale) => ({ value: locale, label: languageName(locale) })),
          ]}
          allowDeselect={false}
          value={form.locale ?? ''}
          onChange={(locale) => set({ ...form, locale: locale || null })}
        />
      )}
    </SettingsPart>
  )
}
