import type { Api } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { client } from './client.ts'
import { useCan, useSite } from './session.ts'

export const apisKey = (site: string) => ['apis', site] as const

/** The APIs of the site shown; none for whoever may not see them. */
export function useApis() {
  const { key: site } = useSite()
  const can = useCan()
  return useQuery({
    queryKey: apisKey(site),
    queryFn: async (): Promise<Api[]> => (can('apis.read') ? (await client.apis.list({ site })).data : []),
  })
}
