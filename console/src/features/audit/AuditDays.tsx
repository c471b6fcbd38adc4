import type { AuditRecord } from '@dozo/client'
import { toZoned } from '@dozo/content-model/zoned'
import { Stack, Title } from '@mantine/core'
import { useSite } from '../../api/session.ts'
import { Surface } from '../../ui/Surface.tsx'
import { day } from '../../ui/when.ts'
import { AuditLine } from './AuditLine.tsx'

/** Records by the days of the site, a line each. */
export function AuditDays({ records }: { records: readonly AuditRecord[] }) {
  const { timeZone } = useSite()
  const days = Map.groupBy(records, ({ at }) => toZoned(at, timeZone).slice(0, 10))
  return (
    <Stack gap="lg">
      {[...days].map(([key, own]) => (
        <Stack key={key} gap="xs" component="section" aria-label={day(own[0]!.at, timeZone)}>
          <Title order={2}>{day(own[0]!.at, timeZone)}</Title>
          <Surface p={0}>
            <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
              {own.map((record, i) => (
                <li
                  key={record.id}
                  style={i > 0 ? { borderTop: '1px solid var(--mantine-color-default-border)' } : {}}
                >
                  <AuditLine record={record} />
                </li>
              ))}
            </Stack>
          </Surface>
        </Stack>
      ))}
    </Stack>
  )
}
