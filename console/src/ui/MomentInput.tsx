import { TextInput, type TextInputProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromZoned, toZoned } from '@dozo/content-model/zoned'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  value: string | null | undefined
  onChange: (iso: string | undefined) => void
  zone: string
}

/** A moment, written in the clocks of a zone that is named beside it. */
export function MomentInput({ value, onChange, zone, description, ...more }: Props) {
  const { t } = useTranslation('fields')
  const [text, setText] = useState(value ? toZoned(value, zone) : '')
  useEffect(() => {
    setText((old) => (fromZoned(old, zone) === value ? old : value ? toZoned(value, zone) : ''))
  }, [value, zone])
  return (
    <TextInput
      {...more}
      type="datetime-local"
      max="9999-12-31T23:59"
      description={[description, t('inZone', { zone })].filter(Boolean).join(' ')}
      maw={280}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(fromZoned(event.currentTarget.value, zone))
      }}
    />
  )
}
