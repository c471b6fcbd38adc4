import { Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endedKey } from '../../api/client.ts'
import { useSessionQuery } from '../../api/session.ts'
import { LoginForm } from './LoginForm.tsx'

/** The session is over while somebody writes: the page stays as it is, and the log-in comes on top of it. */
export function SessionEnded() {
  const { t } = useTranslation('sessions')
  const { data: ended } = useQuery({ queryKey: endedKey, queryFn: () => false, staleTime: Infinity })
  const member = useSessionQuery().data?.member
  return (
    <Modal
      opened={ended === true && member !== undefined}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('ended')}
    >
      <Stack>
        <Text size="sm">{t('endedNext')}</Text>
        {member && <LoginForm known={{ site: member.siteKey, email: member.email }} />}
      </Stack>
    </Modal>
  )
}
