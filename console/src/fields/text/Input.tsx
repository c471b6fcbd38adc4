import { TextInput as Line } from '@mantine/core'
import { shownAs, type InputProps } from '../field-ui.ts'
import { SuggestedInput } from './SuggestedInput.tsx'

const modes = { email: 'email', tel: 'tel', url: 'url', postal_code: 'numeric' } as const

export function TextInput(props: InputProps) {
  const { field, value, onChange } = props
  if (field.suggest) return <SuggestedInput {...props} />
  return (
    <Line
      {...shownAs(props)}
      inputMode={field.format ? modes[field.format] : 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
