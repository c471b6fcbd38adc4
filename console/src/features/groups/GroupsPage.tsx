import type { Group } from '@dozo/client'
import { useTranslation } from 'react-i18next'
import { useGroups } from '../../api/groups.ts'
import { useCan, useSite } from '../../api/session.ts'
import { isEverything } from '../../grants/coverage.ts'
import { paths } from '../../paths.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNamed } from '../../ui/named.ts'
import { Page } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { To, ToButton } from '../../ui/To.tsx'

/** The groups of the site: how many are in each, and how much it gives. */
export function GroupsPage() {
  const { t } = useTranslation('groups')
  const can = useCan()
  const named = useNamed()
  const { key: site } = useSite()
  const create = can('groups.write') && (
    <ToButton to={paths.newGroup} params={{ site }}>
      {t('create')}
    </ToButton>
  )
  const gives = ({ grants }: Group) => {
    const count = new Set(grants.map(({ permission }) => permission)).size
    if (isEverything(grants)) return t('mayEverything')
    return count === 0 ? t('mayNothing') : t('mayMany', { count })
  }
  const columns: Column<Group>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: (group) => (
        <To to={paths.group} params={{ site, id: group.key }}>
          {named(group.name)}
        </To>
      ),
    },
    { key: 'key', header: t('key'), cell: (group) => group.key },
    {
      key: 'kind',
      header: t('kind'),
      cell: (group) => (group.builtin ? <State tone="plain">{t('builtin')}</State> : t('own')),
    },
    { key: 'may', header: t('may'), cell: gives },
    {
      key: 'members',
      header: t('members'),
      cell: (group) =>
        group.members > 0 && can('members.read') ? (
          <To to={paths.members} params={{ site }} search={{ group: group.key }}>
            {t('members', { count: group.members })}
          </To>
        ) : (
          t('members', { count: group.members })
        ),
    },
  ]
  return (
    <Page title={t('title')} lead={t('lead')} actions={create}>
      <Loaded query={useGroups()}>
        {(groups) =>
          groups.length === 0 ? (
            <Empty text={t('none')} action={create} />
          ) : (
            <DataTable label={t('title')} columns={columns} rows={groups} keyOf={(group) => group.key} />
          )
        }
      </Loaded>
    </Page>
  )
}
