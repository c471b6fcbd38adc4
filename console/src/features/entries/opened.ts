import { useQuery } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { entryKey } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'

/** An entry as it is when it is opened; writing goes on with that, whatever the server learns meanwhile. */
export function useOpened(id: string) {
  const { key: site } = useSite()
  return useQuery({
    queryKey: entryKey(site, id),
    gcTime: 0,
    staleTime: Infinity,
    queryFn: async () => (await client.entries.get({ site, id })).data,
  })
}
