import type { Group } from '@dozo/client'
import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Sentences } from './Sentences.tsx'

type Props = { before: Group; theirs: Group; take: () => void }

/** Somebody saved meanwhile: what they did. What was entered here stays until one takes theirs. */
export function GroupConflict({ before, theirs, take }: Props) {
  const { t } = useTranslation('groups')
  return (
    <Alert role="alert" color="gold" icon={<IconArrowMerge aria-hidden />} title={t('conflict')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" fw={600}>
          {t('conflictTheirs')}
        </Text>
        <Sentences before={before} after={theirs} />
        <Text size="sm">{t('conflictNext')}</Text>
        <Button size="compact-sm" variant="default" onClick={take}>
          {t('conflictTake')}
        </Button>
      </Stack>
    </Alert>
  )
}
