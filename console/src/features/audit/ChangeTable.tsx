import type { AuditRecord, Grant } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { List, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { difference } from '../../grants/difference.ts'
import { useGrantWords } from '../../grants/use-grant-words.ts'
import { changeLines } from './changes.ts'
import { thingOf } from './sentence.ts'
import { useChangeWords } from './use-change-words.ts'

const most = 40

/** Before and after, field by field; rights as sentences. */
export function ChangeTable({
  record,
  fields,
}: {
  record: AuditRecord
  fields: readonly Field[] | undefined
}) {
  const { t } = useTranslation(['audit', 'auditEvents'])
  const words = useChangeWords(fields ?? [])
  const { grants, ...others } = record.changes ?? {}
  const short = Object.entries(others).map(([key, change]) =>
    words.isLong(key) ? [key, { after: t('seeVersions') }] : [key, change],
  )
  const lines = changeLines(Object.fromEntries(short) as Record<string, unknown>, {
    ...words,
    hidden: t('hidden'),
  })
  if (!grants && lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('noChanges')}
      </Text>
    )
  return (
    <Stack gap="xs">
      {lines.length > 0 && (
        <Table fz="sm" verticalSpacing={4} withRowBorders={false} style={{ tableLayout: 'fixed' }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="30%">{t('field')}</Table.Th>
              <Table.Th>{t('before')}</Table.Th>
              <Table.Th>{t('after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.slice(0, most).map(({ path, before, after }) => (
              <Table.Tr key={path.join('\n')} style={{ verticalAlign: 'top' }}>
                <Table.Td c="dimmed">{path.join(' › ')}</Table.Td>
                <Table.Td>{before ?? t('nothing')}</Table.Td>
                <Table.Td>{after ?? t('nothing')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {lines.length > most && (
        <Text size="sm" c="dimmed">
          {t('moreChanges', { count: lines.length - most })}
        </Text>
      )}
      {grants !== undefined && <RightsChanges record={record} change={grants as GrantsChange} />}
    </Stack>
  )
}

type GrantsChange = { before?: Grant[]; after?: Grant[] }

function RightsChanges({ record, change }: { record: AuditRecord; change: GrantsChange }) {
  const { t } = useTranslation(['audit', 'auditEvents'])
  const said = useGrantWords()
  const types = (useContentTypes().data ?? []).map(({ key }) => key)
  const changes = difference(change.before ?? [], change.after ?? [], types)
  if (changes.length === 0) return null
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('rightsChanged')}
      </Text>
      <List size="sm">
        {changes.map((one) => (
          <List.Item key={JSON.stringify(one)}>{said.sentence(one, thingOf(record, t))}</List.Item>
        ))}
      </List>
    </div>
  )
}
