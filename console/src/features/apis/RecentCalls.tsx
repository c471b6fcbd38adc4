import type { RecentCalls as Recent } from '@dozo/client'
import { Button, Code, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRecentCalls } from '../../api/apis.ts'
import { useCan, useSite } from '../../api/session.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { State } from '../../ui/State.tsx'
import { justNow, moment } from '../../ui/when.ts'
import { WhyRefused } from './Refusal.tsx'

type Call = Recent['calls'][number]
type Which = { api: string; endpoint?: string }

const shownAtFirst = 10

/** What has been asked of an API of late, or of one of its endpoints, with what came of it. */
export function RecentCalls({ api, endpoint }: Which) {
  return (
    <Loaded query={useRecentCalls(api)}>
      {({ since, calls }) => (
        <Shown
          since={since}
          others={endpoint !== undefined && calls.length > 0}
          calls={endpoint === undefined ? calls : calls.filter((one) => one.endpoint === endpoint)}
        />
      )}
    </Loaded>
  )
}

type ShownProps = {
  since: string
  calls: readonly Call[]
  /** Others of the same API have been called, and what is kept is shared with them. */
  others: boolean
}

function Shown({ since, calls, others }: ShownProps) {
  const { t } = useTranslation(['apis', 'shell'])
  const { timeZone } = useSite()
  const [asked, setAsked] = useState<string>()
  const columns = useColumns(setAsked)
  const [refusedOnly, setRefusedOnly] = useState(false)
  const [all, setAll] = useState(false)
  if (calls.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {others ? t('recentNoneOfIt') : t('recentNone', { since: moment(since, timeZone) })}
      </Text>
    )
  const wanted = refusedOnly ? calls.filter(({ status }) => status >= 400) : calls
  const shown = all ? wanted : wanted.slice(0, shownAtFirst)
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('recentLead', { since: moment(since, timeZone) })}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('recentWhich')}
          data={[
            { value: 'all', label: t('recentAll') },
            { value: 'refused', label: t('recentRefused') },
          ]}
          value={refusedOnly ? 'refused' : 'all'}
          onChange={(which) => setRefusedOnly(which === 'refused')}
        />
      </Group>
      {shown.length === 0 ? (
        <Empty text={t('recentNoneRefused')} />
      ) : (
        <DataTable label={t('recent')} columns={columns} rows={shown} keyOf={({ id }) => id} />
      )}
      {wanted.length > shown.length && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => setAll(true)}
          style={{ alignSelf: 'start' }}
        >
          {t('recentMore', { count: wanted.length - shown.length })}
        </Button>
      )}
      <Modal
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t('whyRefused')}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        {asked !== undefined && <WhyRefused id={asked} />}
      </Modal>
    </Stack>
  )
}

function useColumns(ask: (id: string) => void): Column<Call>[] {
  const { t } = useTranslation('apis')
  const { timeZone } = useSite()
  const can = useCan()
  return [
    {
      key: 'call',
      header: t('call'),
      cell: ({ method, address }) => (
        <Code style={{ overflowWrap: 'anywhere' }}>
          {method} {address || '/'}
        </Code>
      ),
    },
    {
      key: 'answered',
      header: t('answered'),
      cell: ({ id, status }) => (
        <Group gap="xs">
          <State tone={status < 400 ? 'good' : 'bad'}>{status}</State>
          {status >= 400 && can('audit.read') && (
            <Button variant="subtle" size="compact-sm" onClick={() => ask(id)}>
              {t('whyRefused')}
            </Button>
          )}
        </Group>
      ),
    },
    {
      key: 'cache',
      header: t('cache'),
      width: 110,
      cell: ({ cache }) => (cache === null ? '–' : t(cache === 'hit' ? 'cacheHit' : 'cacheMiss')),
    },
    {
      key: 'took',
      header: t('took'),
      align: 'right',
      width: 90,
      cell: ({ ms }) => t('tookMs', { ms: ms.toFixed(1) }),
    },
    { key: 'at', header: t('callAt'), width: 120, cell: ({ at }) => justNow(at, timeZone) },
  ]
}
