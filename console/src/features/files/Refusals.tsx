import { ProblemError } from '@dozo/client'
import { Alert, Button, List, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Outcome } from './bulk.ts'

/** Which files stayed as they were, and why. */
export function Refusals({ outcome: { done, refused }, close }: { outcome: Outcome; close: () => void }) {
  const { t } = useTranslation(['files', 'shell'])
  return (
    <Alert
      role="alert"
      color="gold"
      title={t('refused', { refused: refused.length, count: done.length + refused.length })}
    >
      <Stack gap="xs" align="flex-start">
        <List size="sm">
          {refused.map(({ file, error }) => (
            <List.Item key={file.id}>
              {t('shell:atPlace', { name: file.path, message: reasonOf(error) ?? t('shell:unreachable') })}
            </List.Item>
          ))}
        </List>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t('shell:close')}
        </Button>
      </Stack>
    </Alert>
  )
}

const reasonOf = (error: unknown): string | undefined =>
  error instanceof ProblemError
    ? error.errors.map(({ message }) => message).join(' ') || error.detail
    : undefined
