import { Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBroken } from '../broken.ts'
import { same } from '../same.ts'
import { shownAs, type InputProps } from '../field-ui.ts'

const shown = (value: unknown) =>
  value === undefined || value === null ? '' : JSON.stringify(value, null, 2)

function parsed(text: string): { value?: unknown; broken?: true } {
  if (text.trim() === '') return {}
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { broken: true }
  }
}

export function JsonInput(props: InputProps) {
  const { value, onChange, error, path } = props
  const { t } = useTranslation('fields')
  const report = useBroken()
  const [text, setText] = useState(shown(value))
  const broken = parsed(text).broken === true
  useEffect(() => {
    setText((old) => {
      const now = parsed(old)
      return now.broken || same(now.value, value) ? old : shown(value)
    })
  }, [value])
  useEffect(() => {
    report(path, broken ? t('jsonBroken') : undefined)
    return () => report(path, undefined)
  }, [report, path, broken, t])
  return (
    <Textarea
      {...shownAs(props)}
      error={error ?? (broken ? t('jsonBroken') : undefined)}
      autosize
      minRows={4}
      maxRows={24}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const next = parsed(event.currentTarget.value)
        if (!next.broken) onChange(next.value)
      }}
    />
  )
}
