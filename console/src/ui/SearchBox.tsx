import { ActionIcon, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { isEnter } from './keys.ts'

type Props = { label: string; clearLabel: string; value: string; onSearch: (words: string) => void }

/** Searches a quarter of a second after the last key, at once with Enter, and never for what is still being converted. */
export function SearchBox({ label, clearLabel, value, onSearch }: Props) {
  const [text, setText] = useState(value)
  const [composing, setComposing] = useState(false)
  useEffect(() => setText(value), [value])
  const search = useDebouncedCallback((words: string) => {
    if (words.trim() !== value) onSearch(words.trim())
  }, 250)
  return (
    <TextInput
      w={{ base: '100%', xs: 280 }}
      // Not of the type `search`: such an input is emptied by the browser itself on Escape, also in a conversion.
      role="searchbox"
      inputMode="search"
      enterKeyHint="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text !== '' && (
          <ActionIcon variant="subtle" color="gray" aria-label={clearLabel} onClick={() => onSearch('')}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )
      }
      value={text}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={(event) => {
        setComposing(false)
        search(event.currentTarget.value)
      }}
      onChange={(event) => {
        setText(event.currentTarget.value)
        // Half a word in the conversion is nothing to look for.
        if (!composing) search(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (isEnter(event)) search.flush()
      }}
    />
  )
}
