import type { Member } from '@dozo/client'
import { Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { SessionTable } from '../sessions/SessionTable.tsx'

/** Where a member is signed in, for who may change members. */
export function MemberSessions({ member }: { member: Member }) {
  const { t } = useTranslation('sessions')
  const { key: site, timeZone } = useSite()
  return (
    <Stack gap="xs">
      <Title order={2}>{t('sessions')}</Title>
      <SessionTable site={site} member={member.id} zone={timeZone} />
    </Stack>
  )
}
