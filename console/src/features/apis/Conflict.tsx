import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Somebody saved meanwhile. What was entered here stays until one takes theirs; saving again is over theirs. */
export function Conflict({ take, children }: { take: () => void; children?: ReactNode }) {
  const { t } = useTranslation('apis')
  return (
    <Alert role="alert" color="gold" icon={<IconArrowMerge aria-hidden />} title={t('conflict')}>
      <Stack gap="sm" align="flex-start">
        {children}
        <Text size="sm">{t('conflictNext')}</Text>
        <Button size="compact-sm" variant="default" onClick={take}>
          {t('conflictTake')}
        </Button>
      </Stack>
    </Alert>
  )
}
