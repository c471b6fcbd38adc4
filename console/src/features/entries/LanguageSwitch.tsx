import type { Field } from '@dozo/content-model/definition'
import { valueIn, type Values } from '@dozo/content-model/values'
import { Group, SegmentedControl, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { languageName } from '../../ui/named.ts'
import type { useLanguages } from './languages.ts'

type Props = {
  fields: Field[]
  values: Values
  errors: Record<string, string>
  languages: ReturnType<typeof useLanguages>
}

/** Which language the localised fields show, and which one beside it; says how far each has come, and where something is wrong. */
export function LanguageSwitch({ fields, values, errors, languages }: Props) {
  const { t } = useTranslation('entries')
  const { locales } = useSite()
  const { locale, beside, setLocale, setBeside } = languages
  const localised = fields.filter((field) => field.localized)
  const label = (one: string) => {
    const wrong = Object.keys(errors).filter((path) => path.split('/')[3] === one).length
    const name = languageName(one)
    if (wrong > 0) return t('languageWrong', { name, count: wrong })
    const written = localised.filter((field) => valueIn(field, values, one, null) !== undefined).length
    if (written === localised.length) return name
    return written === 0
      ? t('languageEmpty', { name })
      : t('languagePart', { name, written, all: localised.length })
  }
  return (
    <Group gap="sm" align="flex-end" justify="space-between">
      <SegmentedControl
        aria-label={t('language')}
        value={locale}
        onChange={setLocale}
        data={locales.map((one) => ({ value: one, label: label(one) }))}
      />
      <Select
        label={t('beside')}
        placeholder={t('besideNone')}
        size="xs"
        w={180}
        clearable
        clearButtonProps={{ 'aria-label': t('besideClear') }}
        allowDeselect={false}
        value={beside ?? null}
        onChange={(value) => setBeside(value ?? undefined)}
        data={locales
          .filter((one) => one !== locale)
          .map((one) => ({ value: one, label: languageName(one) }))}
      />
    </Group>
  )
}
