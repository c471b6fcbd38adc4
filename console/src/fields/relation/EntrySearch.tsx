import type { Entry } from '@dozo/client'
import { Combobox, Input, Loader, Text, useCombobox, VisuallyHidden } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useNamed } from '../../ui/named.ts'
import { useReason } from '../../ui/Trouble.tsx'
import { EntryLine } from './EntryLine.tsx'
import { useFound } from './found.ts'
import { usePictures } from './pictures.ts'

/** Something else than choosing what is there, offered below it for the words that are typed. */
export type Offer = { key: string; label: string; act: () => void }

type Props = {
  types: readonly string[]
  /** Not to be found. */
  except: readonly string[]
  onChoose: (entry: Entry) => void
  offers?: (typed: string, found: readonly Entry[]) => readonly Offer[]
  id?: string
  disabled?: boolean
  placeholder: string
  required?: boolean
  lang?: string | undefined
}

/** Finds one entry among all there are, on the server, a quarter of a second after the last key; half a conversion is not searched for. */
export function EntrySearch({ types, except, onChoose, offers, required, ...input }: Props) {
  const { t } = useTranslation('fields')
  const named = useNamed()
  const reason = useReason()
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  const [composing, setComposing] = useState(false)
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const opened = list.dropdownOpened
  const found = useFound({ types, search, except }, opened)
  const entries = found.data?.entries ?? []
  const pictures = usePictures(opened ? entries : [])
  const known = useContentTypes().data ?? []
  const later = useDebouncedCallback((words: string) => setSearch(words.trim()), 250)
  const settled = !found.isFetching && text.trim() === search
  const others = composing || !settled ? [] : (offers?.(search, entries) ?? [])
  const shown = [...entries.map(({ id }) => id), ...others.map(({ key }) => key)].join()
  // The first one that is found is ready for Enter.
  useEffect(() => {
    if (opened && search !== '') list.selectFirstOption()
    // oxlint-disable-next-line react/exhaustive-deps -- the store is another object each time
  }, [shown, opened, search])
  function forget() {
    later.cancel()
    setText('')
    setSearch('')
    list.closeDropdown()
  }
  function submit(value: string) {
    const entry = entries.find(({ id }) => id === value)
    const offer = others.find(({ key }) => key === value)
    forget()
    if (entry) onChoose(entry)
    offer?.act()
  }
  const typeName = (key: string) => {
    const type = known.find((one) => one.key === key)
    return types.length < 2 ? undefined : type ? named(type.name) : key
  }
  return (
    <Combobox store={list} onOptionSubmit={submit}>
      <Combobox.Target withExpandedAttribute>
        <Input
          {...input}
          aria-required={required || undefined}
          autoComplete="off"
          rightSection={opened && !settled ? <Loader size={14} /> : <IconChevronDown size={16} aria-hidden />}
          rightSectionPointerEvents="none"
          value={text}
          onClick={() => list.openDropdown()}
          onBlur={forget}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={(event) => {
            setComposing(false)
            later(event.currentTarget.value)
          }}
          onChange={(event) => {
            setText(event.currentTarget.value)
            list.openDropdown()
            if (!composing) later(event.currentTarget.value)
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah="min(50vh, 360px)" style={{ overflowY: 'auto' }}>
          {entries.map((entry) => (
            <Combobox.Option key={entry.id} value={entry.id}>
              <EntryLine entry={entry} picture={pictures.get(entry.id)} typeName={typeName(entry.type)} />
            </Combobox.Option>
          ))}
          {others.map(({ key, label }) => (
            <Combobox.Option key={key} value={key}>
              {label}
            </Combobox.Option>
          ))}
          {entries.length === 0 && (
            <Combobox.Empty>
              {found.error ? reason(found.error) : settled ? t('nothingFound') : t('searching')}
            </Combobox.Empty>
          )}
        </Combobox.Options>
        {found.data?.more && (
          <Text size="xs" c="dimmed" px="sm" py={4}>
            {t('moreFound')}
          </Text>
        )}
      </Combobox.Dropdown>
      <VisuallyHidden role="status">
        {opened && settled && found.data ? t('foundCount', { count: entries.length }) : ''}
      </VisuallyHidden>
    </Combobox>
  )
}
