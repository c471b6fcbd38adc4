import { Group, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Words = { ja: string; en: string }
type Props = {
  label: (language: string) => string
  value: Words | undefined
  onChange: (words: Words) => void
  errors: Record<string, string>
  path: string
  required?: boolean
}

/** A name in both languages of the console, side by side. */
export function NameInputs({ label, value, onChange, errors, path, required = true }: Props) {
  const { t } = useTranslation('shell')
  const words = { ja: value?.ja ?? '', en: value?.en ?? '' }
  const input = (language: 'ja' | 'en') => (
    <TextInput
      label={label(t(language === 'ja' ? 'japanese' : 'english'))}
      lang={language}
      required={required}
      error={errors[`${path}/${language}`] ?? errors[path]}
      value={words[language]}
      onChange={(event) => onChange({ ...words, [language]: event.currentTarget.value })}
    />
  )
  return (
    <Group grow align="flex-start">
      {input('ja')}
      {input('en')}
    </Group>
  )
}
