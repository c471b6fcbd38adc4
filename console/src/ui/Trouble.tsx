import { ProblemError } from '@dozo/client'
import { Alert, Button, Code, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { NameOf } from './place-names.ts'

/** What a refusal says to a person: the server's own sentence, or that it could not be reached. */
export function useReason(): (error: unknown) => string {
  const { t } = useTranslation('shell')
  return (error) =>
    error instanceof ProblemError
      ? error.detail
      : error instanceof TypeError
        ? t('unreachable')
        : t('unexpected', { message: error instanceof Error ? error.message : String(error) })
}

type Props = {
  error: unknown
  retry?: (() => void) | undefined
  /** The places of the form that was sent; what nobody names is shown as its pointer. */
  nameOf?: NameOf
}

/** Something was refused or failed: what, which fields, the number to ask about, and what can be done. */
export function Trouble({ error, retry, nameOf }: Props) {
  const { t } = useTranslation('shell')
  const reason = useReason()
  const problem = error instanceof ProblemError ? error : undefined
  const lines = problem?.errors ?? []
  return (
    <Alert role="alert" color="vermilion" icon={<IconAlertTriangle aria-hidden />} title={reason(error)}>
      <Stack gap="xs" align="flex-start">
        {lines.length > 0 && (
          <List size="sm">
            {lines.map(({ path, code, message }) => {
              const name = nameOf?.(path)
              return (
                <List.Item key={path + code}>
                  {name ? t('atPlace', { name, message }) : message} {!name && path && <Code>{path}</Code>}
                </List.Item>
              )
            })}
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
