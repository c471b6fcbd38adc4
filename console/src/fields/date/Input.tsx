import { TextInput } from '@mantine/core'
import { shownAs, type InputProps } from '../field-ui.ts'

/** A day without a zone is a text from end to end; the browser's own box is typed into first and opens a calendar second. */
export const DateInput = (props: InputProps) => (
  <TextInput
    type="date"
    max="9999-12-31"
    {...shownAs(props)}
    maw={240}
    value={typeof props.value === 'string' ? props.value : ''}
    onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
  />
)
