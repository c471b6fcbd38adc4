import { ProblemError } from '@dozo/client'
import { Alert, Button, Code, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** What a refusal says to a person: the server's own sentence, or that it could not be reached. */
function useReason(): (error: unknown) => string {
  const { t } = useTranslation('shell')
  return (error) =>
    error instanceof ProblemError
      ? error.detail
      : error instanceof TypeError
        ? t('unreachable')
        : t('unexpected', { message: error instanceof Error ? error.message : String(error) })
}

type Props = { error: unknown; retry?: (() => void) | undefined }

/** Something was refused or failed: what, which fields, the number to ask about, and what can be done. */
export function Trouble({ error, retry }: Props) {
  const { t } = useTranslation('shell')
  const reason = useReason()
  const problem = error instanceof ProblemError ? error : undefined
  const lines = problem?.errors ?? []
  return (
    <Alert role="alert" color="vermilion" icon={<IconAlertTriangle aria-hidden />} title={reason(error)}>
      <Stack gap="xs" align="flex-start">
        {lines.length > 0 && (
          <List size="sm">
            {lines.map((one) => (
              <List.Item key={one.path + one.code}>
                {one.message} <Code>{one.path}</Code>
              </List.Item>
            ))}
          </List>
        )}
        {problem?.requestId && (
          <Text size="xs" c="dimmed">
            {t('requestId')} <Code>{problem.requestId}</Code>
          </Text>
        )}
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('tryAgain')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
