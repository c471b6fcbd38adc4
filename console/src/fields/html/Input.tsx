import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { shownAs, type InputProps } from '../field-ui.ts'

/** Written as text and shown as text: what somebody else wrote must not run in an editor's browser. */
export function HtmlInput(props: InputProps) {
  const { value, onChange, description } = props
  const { t } = useTranslation('fields')
  return (
    <Textarea
      {...shownAs(props)}
      description={description ?? t('htmlHelp')}
      autosize
      minRows={8}
      maxRows={40}
      spellCheck={false}
      autoCapitalize="none"
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
