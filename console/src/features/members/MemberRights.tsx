import type { Group, Member } from '@dozo/client'
import { Box, Code, List, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGroups } from '../../api/groups.ts'
import { usePermissions } from '../../api/permissions.ts'
import { useCan, useSite } from '../../api/session.ts'
import { useGrantWords } from '../../grants/use-grant-words.ts'
import { paths } from '../../paths.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { useNamed } from '../../ui/named.ts'
import { To } from '../../ui/To.tsx'
import { WhyForm } from './WhyForm.tsx'

type Row = { permission: string; groups: Group[] }

/** What a member may do and which of their groups says so; and the answer of the server to “why may she do this?”. */
export function MemberRights({ member }: { member: Member }) {
  const { t } = useTranslation('members')
  const can = useCan()
  return (
    <Stack gap="sm" component="section" aria-label={t('rights')}>
      <Title order={2}>{t('rights')}</Title>
      <WhyForm member={member} />
      {can('groups.read') && <Given member={member} />}
    </Stack>
  )
}

function Given({ member }: { member: Member }) {
  const { t } = useTranslation('members')
  const named = useNamed()
  const words = useGrantWords()
  const { key: site } = useSite()
  const permissions = usePermissions().data ?? []
  const groups = (useGroups().data ?? []).filter(({ key }) => member.groups.includes(key))
  const rows: Row[] = ['*', ...permissions.map(({ name }) => name)].flatMap((permission) => {
    const giving = groups.filter(({ grants }) => grants.some((one) => one.permission === permission))
    return giving.length > 0 ? [{ permission, groups: giving }] : []
  })
  const columns: Column<Row>[] = [
    {
      key: 'permission',
      header: t('permission'),
      cell: ({ permission }) => (
        <>
          {permission === '*' ? t('everything') : words.label(permission)} <Code fz={11}>{permission}</Code>
        </>
      ),
    },
    {
      key: 'from',
      header: t('givenBy'),
      cell: ({ permission, groups: giving }) => (
        <List size="sm" listStyleType="none">
          {giving.map((group) => {
            const grants = group.grants.filter((one) => one.permission === permission)
            return (
              <List.Item key={group.key}>
                <To size="sm" to={paths.group} params={{ site, id: group.key }}>
                  {named(group.name)}
                </To>
                {permission.startsWith('entries.') && (
                  <Box fz="xs" c="dimmed">
                    {grants.map(words.line).join(' / ')}
                  </Box>
                )}
              </List.Item>
            )
          })}
        </List>
      ),
    },
  ]
  if (rows.length === 0) return <Empty text={t('mayNothing')} />
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('givenLead')}
      </Text>
      <DataTable label={t('rights')} columns={columns} rows={rows} keyOf={({ permission }) => permission} />
    </>
  )
}
