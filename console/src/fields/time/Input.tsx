import { toTime } from '@dozo/content-model/fields/time'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { shownAs, type InputProps } from '../field-ui.ts'

/** A text box: the browser's own box for times either asks for seconds always or does not take them at all. */
export function TimeInput(props: InputProps) {
  const { value, onChange, description } = props
  const { t } = useTranslation('fields')
  const text = typeof value === 'string' ? value : ''
  return (
    <TextInput
      {...shownAs(props)}
      description={[description, t('timeHelp')].filter(Boolean).join(' ')}
      maw={240}
      spellCheck={false}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      onBlur={() => text !== toTime(text) && onChange(toTime(text) || undefined)}
    />
  )
}
