import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { shownAs, type InputProps } from '../field-ui.ts'

export function SlugInput(props: InputProps) {
  const { value, onChange, description } = props
  const { t } = useTranslation('fields')
  const text = typeof value === 'string' ? value : ''
  return (
    <TextInput
      {...shownAs(props)}
      description={description ?? t('slugHelp')}
      autoCapitalize="none"
      spellCheck={false}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      // Full-width letters are what a Japanese keyboard writes first; they are meant as plain ones.
      onBlur={() => text !== text.normalize('NFKC').trim() && onChange(text.normalize('NFKC').trim())}
    />
  )
}
