import type { AuditRecord } from '@dozo/client'
import { Anchor, Box, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../api/session.ts'
import { To, useLink } from '../../ui/To.tsx'
import { moment } from '../../ui/when.ts'
import { paths } from '../../paths.ts'
import { ChangeTable } from './ChangeTable.tsx'
import { thingOf } from './sentence.ts'
import { useThing } from './use-thing.ts'

/** What was changed from what, where the thing is now, and the numbers to ask about. */
export function RecordDetails({ record }: { record: AuditRecord }) {
  const { t } = useTranslation(['audit', 'auditEvents', 'shell'])
  const { key: site, timeZone } = useSite()
  const { subject, actor } = record
  const what = thingOf(record, t)
  const thing = useThing(record)
  return (
    <Stack gap="sm" mt="xs" pl="md" style={{ borderLeft: '3px solid var(--mantine-color-default-border)' }}>
      <ChangeTable record={record} fields={thing.fields} />
      <Group gap="md">
        {thing.target && (
          <To size="sm" {...thing.target} params={{ site, ...thing.target.params }}>
            {t('open', { what })}
          </To>
        )}
        {thing.gone && (
          <Text size="sm" c="dimmed">
            {t('gone')}
          </Text>
        )}
        <OnlyLink search={{ thing: subject.type, id: subject.id }} text={t('onlyThis')} />
        {actor.kind === 'member' && actor.id && (
          <OnlyLink search={{ who: actor.id }} text={t('onlyPerson')} />
        )}
      </Group>
      <Box fz="xs" c="dimmed">
        <Line name={t('at')}>{moment(record.at, timeZone)}</Line>
        <Line name={t('recordId')}>
          <Code fz={11}>{record.id}</Code>{' '}
          <CopyButton value={record.id}>
            {({ copied, copy }) => (
              <Anchor component="button" type="button" fz="xs" aria-label={t('copyRecord')} onClick={copy}>
                {copied ? t('shell:copied') : t('shell:copy')}
              </Anchor>
            )}
          </CopyButton>
        </Line>
        {record.requestId && (
          <Line name={t('requestId')}>
            <Code fz={11}>{record.requestId}</Code>
          </Line>
        )}
        <Line name={t('seal')}>{record.sealed ? t('sealed') : t('notSealed')}</Line>
      </Box>
    </Stack>
  )
}

const Line = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <Text span inherit fw={600}>
      {name}
    </Text>{' '}
    {children}
  </div>
)

function OnlyLink({ search, text }: { search: Record<string, string>; text: string }) {
  const { key: site } = useSite()
  return (
    <Anchor size="sm" {...useLink({ to: paths.audit, params: { site }, search })}>
      {text}
    </Anchor>
  )
}
