import { MultiSelect, Select, type OptionsFilter } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { entriesOf, useNames } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { useNamed } from '../../ui/named.ts'
import { shownAs, type InputProps } from '../field-ui.ts'
import { useMaking } from './making.ts'

/** Entries are searched on the server, among all there are. What is chosen keeps its name although it is not among those found. */
export function RelationInput(props: InputProps) {
  const { field, value, onChange, label, error, disabled } = props
  const { t } = useTranslation('fields')
  const [typed, setTyped] = useState('')
  const chosen = (Array.isArray(value) ? value : value ? [value] : []) as string[]
  const options = useOptions(field.to ?? [], chosen, typed)
  const making = useMaking(field.to ?? [])
  const put = (ids: string[]) =>
    onChange(field.many ? (ids.length > 0 ? ids : undefined) : (ids.at(-1) ?? undefined))
  const name = typed.trim()
  const offered =
    making.type !== undefined && name !== '' && !options.data.some(({ label: own }) => own === name)
  const data = offered ? [...options.data, { value: makeNew, label: t('makeNamed', { name }) }] : options.data
  /** The last one chosen may be one that is still to be made. */
  async function choose(ids: string[]) {
    if (!ids.includes(makeNew)) return put(ids)
    const made = await making.make(name)
    if (made) put([...ids.filter((id) => id !== makeNew), made])
  }
  const common = {
    ...shownAs(props),
    error: making.error ?? error,
    disabled: disabled || making.busy,
    data,
    searchable: true,
    clearable: true,
    clearButtonProps: { 'aria-label': t('clear', { label }) },
    onSearchChange: setTyped,
    filter: foundByServer,
    nothingFoundMessage: options.waiting ? t('searching') : t('nothingFound'),
    placeholder: chosen.length === 0 ? t('chooseEntry') : undefined,
  }
  return field.many ? (
    <MultiSelect
      {...common}
      {...(field.max === undefined ? {} : { maxValues: field.max })}
      value={chosen}
      onChange={(next) => void choose(next)}
    />
  ) : (
    <Select
      {...common}
      value={chosen[0] ?? null}
      onChange={(next) => void choose(next === null ? [] : [next])}
    />
  )
}

/** Stands for an entry that is made when it is chosen. */
const makeNew = 'new'

/** The server has searched already. */
const foundByServer: OptionsFilter = ({ options }) => options

function useOptions(types: readonly string[], chosen: readonly string[], typed: string) {
  const { key: site } = useSite()
  const named = useNamed()
  const known = useContentTypes().data ?? []
  const names = useNames(types, chosen).data
  const current = chosen.map((id) => names?.get(id)?.title)
  // Choosing fills the box with the name; that is no search.
  const [search] = useDebouncedValue(current.includes(typed) ? '' : typed.trim(), 250)
  const found = useQuery({
    queryKey: ['choices', site, types, search],
    placeholderData: (before) => before,
    queryFn: () => entriesOf(site, { types, search }),
  })
  const typeName = (key: string) => {
    const type = known.find((one) => one.key === key)
    return type ? named(type.name) : key
  }
  const all = new Map([...(names ?? []), ...(found.data ?? []).map((entry) => [entry.id, entry] as const)])
  const missing = chosen.filter((id) => !all.has(id)).map((id) => ({ value: id, label: id }))
  const data = [...all.values()].map((entry) => ({
    value: entry.id,
    label: types.length > 1 ? `${entry.title}（${typeName(entry.type)}）` : entry.title,
  }))
  return { data: [...data, ...missing], waiting: found.isFetching }
}
