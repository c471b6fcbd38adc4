import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { Page } from '../../ui/Page.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { SessionTable } from './SessionTable.tsx'

/** Oneself, and every place one is signed in. */
export function AccountPage() {
  const { t } = useTranslation('sessions')
  const { member, sites } = useSession()
  const zone = sites.find((site) => site.key === member.siteKey)?.timeZone ?? 'UTC'
  return (
    <Page title={t('account')}>
      <Surface>
        <Stack gap={2}>
          <Text fw={600}>{member.name}</Text>
          <Text size="sm" c="dimmed">
            {member.email}
          </Text>
        </Stack>
      </Surface>
      <Title order={2}>{t('sessions')}</Title>
      <SessionTable site={member.siteKey} zone={zone} />
    </Page>
  )
}
