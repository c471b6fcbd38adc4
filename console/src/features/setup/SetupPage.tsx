import { Code, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { moment } from '../../ui/when.ts'
import { Door } from '../sessions/LoginPage.tsx'
import { SetupForm } from './SetupForm.tsx'

/** Where the printed link leads: it makes the owner, once. */
export function SetupPage() {
  const { t } = useTranslation('setup')
  const { token = '' } = useSearch({ strict: false }) as { token?: string }
  const link = useQuery({
    queryKey: ['setup', token],
    retry: false,
    queryFn: async () => (await client.setup.show({ query: { token } })).data,
  })
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Door title={link.error ? t('wrongLink') : t('title')}>
      {link.error ? (
        <Stack>
          <Trouble error={link.error} />
          <Text size="sm">{t('wrongLinkNext')}</Text>
          <Code block>npm run dozo -- setup-link</Code>
        </Stack>
      ) : link.data ? (
        <Stack>
          <Text size="sm">{t('lead', { site: link.data.site.name })}</Text>
          <SetupForm token={token} />
          <Text size="xs" c="dimmed">
            {t('expires', { at: moment(link.data.expiresAt, zone) })}
          </Text>
        </Stack>
      ) : (
        <Loader />
      )}
    </Door>
  )
}
