import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { shownAs, type InputProps } from '../field-ui.ts'

export function MarkdownInput(props: InputProps) {
  const { value, onChange, description, lang } = props
  const { t } = useTranslation('fields')
  return (
    <Textarea
      {...shownAs(props)}
      description={description ?? t('markdownHelp')}
      autosize
      minRows={10}
      maxRows={40}
      spellCheck={lang !== 'ja'}
      styles={{ input: { fontSize: '1rem', lineHeight: 1.8 } }}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
