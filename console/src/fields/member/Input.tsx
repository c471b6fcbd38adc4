import { MultiSelect, Select, type OptionsFilter } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../api/session.ts'
import { shownAs, type InputProps } from '../field-ui.ts'
import { useMemberNames, useMemberSearch } from './use-members.ts'
import { useSearchWords } from '../../ui/search-words.ts'

/** Members are searched on the server, by those who may see members; others leave what is chosen as it is. */
export function MemberInput(props: InputProps) {
  const { field, value, onChange, label, description, disabled } = props
  const { t } = useTranslation('fields')
  const may = useCan()('members.read')
  const [typed, setTyped] = useState('')
  const chosen = [value ?? []].flat() as string[]
  const names = useMemberNames(chosen)
  const search = useSearchWords([...names.values()].includes(typed) ? '' : typed)
  const found = useMemberSearch(search)
  const all = new Map([
    ...chosen.map((id) => [id, names.get(id) ?? id] as const),
    ...(found.data ?? []).map(({ id, name }) => [id, name] as const),
  ])
  const common = {
    ...shownAs(props),
    description: description ?? (may ? undefined : t('memberHidden')),
    disabled: disabled || !may,
    data: [...all].map(([id, name]) => ({ value: id, label: name })),
    searchable: true,
    clearable: true,
    clearButtonProps: { 'aria-label': t('clear', { label }) },
    onSearchChange: setTyped,
    filter: foundByServer,
    nothingFoundMessage: found.isFetching ? t('searching') : t('nothingFound'),
    placeholder: chosen.length === 0 ? t('chooseEntry') : undefined,
  }
  return field.many ? (
    <MultiSelect
      {...common}
      {...(field.max === undefined ? {} : { maxValues: field.max })}
      value={chosen}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    />
  ) : (
    <Select {...common} value={chosen[0] ?? null} onChange={(next) => onChange(next ?? undefined)} />
  )
}

/** The server has searched already. */
const foundByServer: OptionsFilter = ({ options }) => options
