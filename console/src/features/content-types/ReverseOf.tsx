import type { Field } from '@dozo/content-model/definition'
import { Group, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useNamed } from '../../ui/named.ts'

type Props = {
  field: Field
  set: (part: Partial<Record<keyof Field, unknown>>) => void
  errors: Record<string, string>
  path: string
}

/** Which relation a reverse relation reads from its other side: a content type, and a relation field of it. */
export function ReverseOf({ field, set, errors, path }: Props) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const types = useContentTypes().data ?? []
  const relations = (key: string | undefined) =>
    (types.find((type) => type.key === key)?.fields ?? []).filter((one) => one.type === 'relation')
  const pointing = types.filter((type) => relations(type.key).length > 0)
  const choose = (type: string | null) => {
    const [first] = relations(type ?? undefined)
    set({ of: type && first ? { type, field: first.key } : undefined })
  }
  return (
    <Group grow align="flex-start">
      <Select
        label={t('option.ofType')}
        description={t('option.ofTypeHelp')}
        required
        error={errors[`${path}/of/type`] ?? errors[`${path}/of`]}
        data={pointing.map((type) => ({ value: type.key, label: named(type.name) }))}
        value={field.of?.type ?? null}
        onChange={choose}
      />
      <Select
        label={t('option.ofField')}
        description={t('option.ofFieldHelp')}
        required
        allowDeselect={false}
        disabled={!field.of}
        error={errors[`${path}/of/field`]}
        data={relations(field.of?.type).map((one) => ({ value: one.key, label: named(one.name) }))}
        value={field.of?.field ?? null}
        onChange={(key) => key && field.of && set({ of: { ...field.of, field: key } })}
      />
    </Group>
  )
}
