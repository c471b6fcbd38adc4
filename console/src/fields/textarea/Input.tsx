import { Textarea } from '@mantine/core'
import { shownAs, type InputProps } from '../field-ui.ts'

export const TextareaInput = (props: InputProps) => (
  <Textarea
    {...shownAs(props)}
    autosize
    minRows={3}
    maxRows={20}
    styles={{ input: { fontSize: '1rem', lineHeight: 1.8 } }}
    value={typeof props.value === 'string' ? props.value : ''}
    onChange={(event) => props.onChange(event.currentTarget.value)}
  />
)
