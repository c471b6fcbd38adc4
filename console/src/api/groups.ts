import type { Group } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { client } from './client.ts'
import { useCan, useSite } from './session.ts'

export const groupsKey = (site: string) => ['groups', site] as const
export const groupKey = (site: string, key: string) => ['group', site, key] as const

/** The groups of the site shown; none for whoever may not see them. */
export function useGroups() {
  const { key: site } = useSite()
  const can = useCan()
  return useQuery({
    queryKey: groupsKey(site),
    staleTime: 60_000,
    queryFn: async (): Promise<Group[]> =>
      can('groups.read') ? (await client.groups.list({ site })).data : [],
  })
}
