import { Select, type OptionsFilter } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { useNamed } from '../../ui/named.ts'
import { findEntries } from './find-entries.ts'
import { useSearchWords } from '../../ui/search-words.ts'

type Props = {
  label: string
  description: string
  error: string | undefined
  value: string | null
  onChange: (entry: { id: string; title: string } | null) => void
}

/** An entry of any type, found by its words among all that one may read. */
export function ChooseEntry({ label, description, error, value, onChange }: Props) {
  const { t } = useTranslation('fields')
  const { key: site } = useSite()
  const named = useNamed()
  const types = useContentTypes().data ?? []
  const [typed, setTyped] = useState('')
  const chosen = useQuery({
    queryKey: ['entry-name', site, value],
    enabled: value !== null,
    queryFn: async () => (await client.entries.get({ site, id: value! })).data,
  })
  const nameOf = (entry: { title: string; type: string; id: string }) => {
    const type = types.find(({ key }) => key === entry.type)
    return `${entry.title || entry.id}（${type ? named(type.name) : entry.type}）`
  }
  const current = chosen.data && value ? nameOf(chosen.data) : undefined
  // Choosing fills the box with the name; that is no search.
  const words = useSearchWords(typed === current ? '' : typed.normalize('NFKC').slice(0, 100))
  const found = useQuery({
    queryKey: ['entry-search', site, words],
    enabled: words !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => findEntries(site, words, types, signal),
  })
  const entries = new Map(
    [...(chosen.data ? [chosen.data] : []), ...(words === '' ? [] : (found.data ?? []))].map(
      (entry) => [entry.id, entry] as const,
    ),
  )
  const unknown = value && !entries.has(value) ? [{ value, label: value }] : []
  return (
    <Select
      label={label}
      description={description}
      error={error}
      searchable
      data-autofocus
      value={value}
      onSearchChange={setTyped}
      filter={foundByServer}
      data={[
        ...[...entries.values()].map((entry) => ({ value: entry.id, label: nameOf(entry) })),
        ...unknown,
      ]}
      nothingFoundMessage={
        words === '' ? t('chooseEntry') : found.isFetching ? t('searching') : t('nothingFound')
      }
      placeholder={t('chooseEntry')}
      onChange={(id) => onChange(id === null ? null : { id, title: entries.get(id)?.title ?? id })}
    />
  )
}

/** The server has searched already. */
const foundByServer: OptionsFilter = ({ options }) => options
