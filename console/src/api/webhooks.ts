import { useQuery } from '@tanstack/react-query'
import { client } from './client.ts'
import { useSite } from './session.ts'

export const webhooksKey = (site: string) => ['webhooks', site] as const

export function useWebhooks() {
  const { key: site } = useSite()
  return useQuery({
    queryKey: webhooksKey(site),
    queryFn: async () => (await client.webhooks.list({ site })).data,
  })
}
