import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagsIn } from './tags.ts'

type Props = {
  value: readonly string[]
  onChange: (tags: string[]) => void
  error?: string | undefined
  description?: string | undefined
  disabled?: boolean
  autoFocus?: boolean
}

/** Tags, with commas between them, those of Japanese keyboards, too: one plain box, so that nothing stands in the way of a conversion. */
export function TagsInput({
  value,
  onChange,
  error,
  description,
  disabled = false,
  autoFocus = false,
}: Props) {
  const { t } = useTranslation('files')
  const [text, setText] = useState(value.join(', '))
  const said = value.join()
  useEffect(() => setText((old) => (tagsIn(old).join() === said ? old : said.replaceAll(',', ', '))), [said])
  return (
    <TextInput
      label={t('tags')}
      description={description ?? t('tagsHelp')}
      data-autofocus={autoFocus || undefined}
      error={error}
      disabled={disabled}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(tagsIn(event.currentTarget.value))
      }}
    />
  )
}
