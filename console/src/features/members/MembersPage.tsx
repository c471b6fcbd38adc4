import type { Member } from '@dozo/client'
import { Group, Select } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useGroups } from '../../api/groups.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { Page } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { To, ToButton } from '../../ui/To.tsx'
import { moment } from '../../ui/when.ts'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'

const size = 50

export function MembersPage() {
  const { t } = useTranslation(['members', 'shell'])
  const can = useCan()
  const { key: site } = useSite()
  const [search, setSearch] = useState('')
  const { group } = useSearch({ strict: false }) as { group?: string }
  const navigate = useNavigate()
  const named = useNamed()
  const groups = useGroups().data ?? []
  const query = useInfiniteQuery({
    queryKey: ['members', site, search, group],
    placeholderData: keepPreviousData,
    initialPageParam: '',
    queryFn: async ({ pageParam: after }) =>
      (
        await client.members.list({
          site,
          query: {
            size,
            ...(search ? { search } : {}),
            ...(group ? { group } : {}),
            ...(after ? { after } : {}),
          },
        })
      ).data,
    getNextPageParam: (last) => (last.length === size ? last.at(-1)!.id : undefined),
    select: ({ pages }) => pages.flat(),
  })
  const columns = useColumns()
  return (
    <Page
      title={t('title')}
      actions={
        can('members.write') && (
          <ToButton to={paths.member} params={{ site, id: 'new' }}>
            {t('create')}
          </ToButton>
        )
      }
    >
      <Group gap="sm">
        <SearchBox label={t('search')} clearLabel={t('clearSearch')} value={search} onSearch={setSearch} />
        {can('groups.read') && (
          <Select
            clearable
            w={{ base: '100%', xs: 220 }}
            aria-label={t('inGroup')}
            placeholder={t('inGroup')}
            data={groups.map((one) => ({ value: one.key, label: named(one.name) }))}
            value={group ?? null}
            onChange={(key) => void navigate({ to: '.', search: { group: key ?? undefined } as never })}
          />
        )}
      </Group>
      <Loaded query={query}>
        {(members) =>
          members.length === 0 ? (
            <Empty text={t('none')} />
          ) : (
            <>
              <DataTable label={t('title')} columns={columns} rows={members} keyOf={(one) => one.id} />
              <ShowMore query={query} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function useColumns(): Column<Member>[] {
  const { t } = useTranslation(['members', 'shell'])
  const named = useNamed()
  const { key: site, timeZone } = useSite()
  const groups = useGroups().data ?? []
  const groupName = (key: string) => {
    const group = groups.find((one) => one.key === key)
    return group ? named(group.name) : key
  }
  return [
    {
      key: 'name',
      header: t('name'),
      cell: (member) => (
        <To to={paths.member} params={{ site, id: member.id }}>
          {member.name}
        </To>
      ),
    },
    { key: 'email', header: t('email'), cell: (member) => member.email },
    { key: 'groups', header: t('groups'), cell: (member) => member.groups.map(groupName).join('、') || '–' },
    {
      key: 'status',
      header: t('status'),
      width: 120,
      cell: (member) => (
        <State tone={member.status === 'active' ? 'good' : 'bad'}>{t(`status.${member.status}`)}</State>
      ),
    },
    {
      key: 'seen',
      header: t('lastLogin'),
      width: 224,
      cell: (member) => (member.lastLoginAt ? moment(member.lastLoginAt, timeZone) : t('shell:never')),
    },
  ]
}
