import type { Field } from '@dozo/content-model/definition'
import type { Values } from '@dozo/content-model/values'
import { localesWithValues } from '@dozo/content-model/values'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { languageName } from '../../ui/named.ts'

type Props = {
  fields: Field[]
  values: Values
  errors: Record<string, string>
  value: string
  onChange: (locale: string) => void
}

/** Which language the localised fields show; says which have nothing yet, and where something is wrong. */
export function LanguageSwitch({ fields, values, errors, value, onChange }: Props) {
  const { t } = useTranslation('entries')
  const { locales } = useSite()
  const written = localesWithValues({ key: '', name: { ja: '', en: '' }, kind: 'plain', fields }, values)
  const label = (locale: string) => {
    const wrong = Object.keys(errors).filter((path) => path.split('/')[3] === locale).length
    const name = languageName(locale)
    if (wrong > 0) return t('languageWrong', { name, count: wrong })
    return written.includes(locale) ? name : t('languageEmpty', { name })
  }
  return (
    <SegmentedControl
      aria-label={t('language')}
      value={value}
      onChange={onChange}
      data={locales.map((locale) => ({ value: locale, label: label(locale) }))}
    />
  )
}
