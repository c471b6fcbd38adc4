import type { AuditRecord } from '@dozo/client'
import { Box, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { State } from '../../ui/State.tsx'
import { time } from '../../ui/when.ts'
import { RecordDetails } from './RecordDetails.tsx'
import { sentenceOf } from './sentence.ts'

/** One record as one sentence; what it changed stands behind it. */
export function AuditLine({ record }: { record: AuditRecord }) {
  const { t } = useTranslation(['audit', 'auditEvents'])
  const { timeZone } = useSite()
  const [opened, details] = useDisclosure()
  const id = useId()
  const sentence = sentenceOf(record, t)
  const Chevron = opened ? IconChevronUp : IconChevronDown
  return (
    <Box px="md" py="xs">
      <Group gap="sm" justify="space-between" align="flex-start" wrap="nowrap">
        <Box style={{ minWidth: 0 }}>
          <Text size="sm">
            {sentence} {record.result !== 'done' && <State tone="bad">{t(`result.${record.result}`)}</State>}
          </Text>
          <Text size="xs" c="dimmed">
            <time dateTime={record.at}>{time(record.at, timeZone)}</time>
            {record.ip && ` · ${t('ipFrom', { ip: record.ip })}`}
          </Text>
        </Box>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          style={{ flexShrink: 0 }}
          aria-expanded={opened}
          aria-controls={id}
          aria-label={t('detailsOf', { sentence })}
          rightSection={<Chevron size={14} aria-hidden />}
          onClick={details.toggle}
        >
          {t('details')}
        </Button>
      </Group>
      <div id={id}>{opened && <RecordDetails record={record} />}</div>
    </Box>
  )
}
