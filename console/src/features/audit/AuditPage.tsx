import { Box, Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { AuditDays } from './AuditDays.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { queryOf, useAuditFilter } from './filter.ts'
import { thingOf } from './sentence.ts'
import { useVerification, VerifyButton, VerifyResult } from './Verify.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'

const size = 50

/** Who changed what, newest first; the address says which records. */
export function AuditPage() {
  const { t } = useTranslation(['audit', 'auditEvents'])
  const { key: site, timeZone } = useSite()
  const { filter, change, clear } = useAuditFilter()
  const asked = queryOf(filter, timeZone)
  const verification = useVerification()
  const query = useInfiniteQuery({
    queryKey: ['audit', site, asked],
    placeholderData: keepPreviousData,
    initialPageParam: '',
    queryFn: async ({ pageParam: after }) =>
      (await client.audit.list({ site, query: { size, ...asked, ...(after ? { after } : {}) } })).data,
    getNextPageParam: (last) => (last.length === size ? last.at(-1)!.id : undefined),
    select: ({ pages }) => pages.flat(),
  })
  const filtered = Object.keys(filter).length > 0
  const first = query.data?.find(({ subject }) => subject.id === filter.id)
  return (
    <Page title={t('title')} lead={t('lead')} actions={<VerifyButton verification={verification} />}>
      <VerifyResult verification={verification} />
      <AuditFilters filter={filter} change={change} clear={clear} thing={first && thingOf(first, t)} />
      <Loaded query={query}>
        {(records) =>
          records.length === 0 ? (
            <Empty
              text={filtered ? t('noMatch') : t('none')}
              action={
                filtered && (
                  <Button variant="default" onClick={clear}>
                    {t('clear')}
                  </Button>
                )
              }
            />
          ) : (
            <>
              {/* While others are asked for, these are not what the filter says. */}
              <Box aria-busy={query.isPlaceholderData} opacity={query.isPlaceholderData ? 0.5 : 1}>
                <AuditDays records={records} />
              </Box>
              <ShowMore query={query} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
