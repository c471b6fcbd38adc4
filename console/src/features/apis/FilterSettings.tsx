import type { Condition } from '@dozo/content-model/definition'
import { useTranslation } from 'react-i18next'
import { ConditionInput } from '../content-types/ConditionInput.tsx'
import { takes } from './endpoint-form.ts'
import { filterFieldsOf } from './filter-fields-of.ts'
import { PathChoice } from './PathChoice.tsx'
import type { SettingsProps } from './Settings.tsx'
import { SettingsPart } from './SettingsPart.tsx'

/** What always holds, and what callers may narrow by themselves. */
export function FilterSettings({ form, set, operation, types, type, errors }: SettingsProps) {
  const { t } = useTranslation('endpoints')
  const fixed = Object.entries(errors).find(([path]) => /^\/filter(\/|$)/.test(path))?.[1]
  return (
    <SettingsPart name="filters" title={t('filtering')}>
      {takes(operation, 'filter') && (
        <ConditionInput
          key={form.type}
          label={t('filter')}
          none={t('noFilter')}
          value={(form.filter as Condition | null) ?? undefined}
          onChange={(filter) => set({ ...form, filter: filter ?? null })}
          fields={filterFieldsOf(type, types)}
          path="/filter"
          errors={fixed ? { '/filter': fixed } : {}}
        />
      )}
      {takes(operation, 'filters') && (
        <PathChoice
          label={t('filters')}
          all={t('filtersAll')}
          allHelp={t(form.fields ? 'askedAsFields' : 'filtersAllHelp')}
          some={t('filtersSome')}
          purpose="filter"
          types={types}
          type={form.type!}
          value={form.filters ?? null}
          onChange={(filters) => set({ ...form, filters })}
          errors={errors}
          at="/filters"
        />
      )}
    </SettingsPart>
  )
}
