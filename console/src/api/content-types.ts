import type { ContentType } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { client } from './client.ts'
import { useCan, useSite } from './session.ts'

export const contentTypesKey = (site: string) => ['content-types', site] as const

/** The content types of the site shown; none for whoever may not see them. */
export function useContentTypes() {
  const { key: site } = useSite()
  const can = useCan()
  return useQuery({
    queryKey: contentTypesKey(site),
    staleTime: 60_000,
    queryFn: async (): Promise<ContentType[]> =>
      can('content-types.read') ? (await client['content-types'].list({ site })).data : [],
  })
}
