import { Button, Group, Pill, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../api/session.ts'
import { useMemberNames, useMemberSearch } from '../../fields/member/use-members.ts'
import { auditEvents } from '../../locales/audit-events.ts'
import { audit } from '../../locales/audit.ts'
import type { AuditFilter } from './filter.ts'
import { eventLabel } from './sentence.ts'
import { useSearchWords } from '../../ui/search-words.ts'

type Props = {
  filter: AuditFilter
  change: (part: { [Name in keyof AuditFilter]?: AuditFilter[Name] | undefined }) => void
  clear: () => void
  /** The name of the one thing that is asked for, once a record tells it. */
  thing: string | undefined
}

/** Two beside each other on a phone. */
const half = 'calc(50% - 6px)'

const events = Object.keys(auditEvents.ja).filter((key) => !key.endsWith('.own'))
const things = Object.keys(audit.ja)
  .filter((key) => key.startsWith('thing.'))
  .map((key) => key.slice('thing.'.length))

/** Which records: by person, act, thing and days. */
export function AuditFilters({ filter, change, clear, thing }: Props) {
  const { t } = useTranslation(['audit', 'auditEvents'])
  const { timeZone } = useSite()
  const can = useCan()
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      w={{ base: half, xs: 160 }}
      max="9999-12-31"
      label={t(name)}
      title={t('inZone', { zone: timeZone })}
      value={filter[name] ?? ''}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <Group gap="sm" align="flex-end">
      {can('members.read') && <PersonSelect value={filter.who} onChange={(who) => change({ who })} />}
      <Select
        label={t('thing')}
        searchable
        clearable
        w={{ base: half, xs: 180 }}
        nothingFoundMessage={t('nothingFound')}
        data={things.map((one) => ({ value: one, label: t(`thing.${one}` as 'thing.group') }))}
        value={filter.thing ?? null}
        onChange={(one) => change({ thing: one ?? undefined, id: undefined })}
      />
      <Select
        label={t('event')}
        searchable
        clearable
        w={{ base: '100%', xs: 300 }}
        nothingFoundMessage={t('nothingFound')}
        data={events.map((event) => ({ value: event, label: eventLabel(event, t) }))}
        value={filter.event ?? null}
        onChange={(event) => change({ event: event ?? undefined })}
      />
      {day('from')}
      {day('to')}
      {filter.id && (
        <Pill
          size="lg"
          withRemoveButton
          onRemove={() => change({ id: undefined })}
          removeButtonProps={{
            'aria-label': t('removeThing', { what: thing ?? filter.id }),
            'aria-hidden': false,
            tabIndex: 0,
          }}
        >
          {t('onlyThing', { what: thing ?? filter.id })}
        </Pill>
      )}
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={clear}>
          {t('clear')}
        </Button>
      )}
    </Group>
  )
}

function PersonSelect({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (id: string | undefined) => void
}) {
  const { t } = useTranslation('audit')
  const [typed, setTyped] = useState('')
  const chosen = useMemberNames(value ? [value] : []).get(value ?? '')
  const search = useSearchWords(typed === chosen ? '' : typed)
  const found = useMemberSearch(search).data ?? []
  const choices = found.map((member) => ({ value: member.id, label: member.name }))
  const known = !value || choices.some((one) => one.value === value)
  return (
    <Select
      label={t('person')}
      searchable
      clearable
      w={{ base: half, xs: 200 }}
      nothingFoundMessage={t('nothingFound')}
      filter={({ options }) => options}
      data={known ? choices : [...choices, { value, label: chosen ?? value }]}
      onSearchChange={setTyped}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  )
}
