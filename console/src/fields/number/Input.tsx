import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { shownAs, type InputProps } from '../field-ui.ts'

/** １２３．５ is 123.5. What is no number stays the text it is, for the server to refuse at the field. */
export function toNumber(text: string): unknown {
  const plain = text.normalize('NFKC').trim().replaceAll(',', '')
  if (plain === '') return undefined
  const written = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)
  return written && Number.isFinite(Number(plain)) ? Number(plain) : text
}

/** A text box: the browser's number box switches the Japanese keyboard off, and drops what it does not understand. */
export function NumberInput(props: InputProps) {
  const { field, value, onChange } = props
  const [text, setText] = useState(shown(value))
  useEffect(() => {
    setText((old) => (toNumber(old) === value ? old : shown(value)))
  }, [value])
  return (
    <TextInput
      {...shownAs(props)}
      inputMode={field.integer ? 'numeric' : 'decimal'}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(toNumber(event.currentTarget.value))
      }}
      onBlur={() => setText(shown(toNumber(text)))}
    />
  )
}

const shown = (value: unknown) => (value === undefined || value === null ? '' : String(value))
