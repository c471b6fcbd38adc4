import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Cost } from './Cost.tsx'

/** What an address of the site costs: it is asked once more for that, past what is kept in memory. */
export function SiteCost({ url }: { url: string }) {
  const { t } = useTranslation('trying')
  const { key: site } = useSite()
  const [wanted, setWanted] = useState<string>()
  const query = useQuery({
    queryKey: ['query-explained', site, url],
    enabled: wanted === url,
    retry: false,
    queryFn: async () => (await client.explain.query({ site, body: { url } })).data,
  })
  if (wanted !== url)
    return (
      <Button variant="default" size="compact-sm" w="fit-content" onClick={() => setWanted(url)}>
        {t('askCost')}
      </Button>
    )
  return (
    <Loaded query={query}>{({ cost, statements }) => <Cost cost={cost} statements={statements} />}</Loaded>
  )
}
