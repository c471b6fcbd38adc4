import { useQuery } from '@tanstack/react-query'
import { client } from './client.ts'

/** Every permission there is, with its words. */
export function usePermissions() {
  return useQuery({
    queryKey: ['permissions'],
    staleTime: Infinity,
    queryFn: async () => (await client.permissions.list({})).data,
  })
}
