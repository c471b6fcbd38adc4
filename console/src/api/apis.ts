import type { Api, Operation } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { client, queries } from './client.ts'
import { useCan, useSite } from './session.ts'

export const apisKey = (site: string) => ['apis', site] as const
export const apiKey = (site: string, api: string) => ['api', site, api] as const
export const endpointsKey = (site: string, api: string) => ['endpoints', site, api] as const
export const endpointKey = (site: string, api: string, id: string) => ['endpoint', site, api, id] as const

/** The APIs of the site shown; none for whoever may not see them. */
export function useApis() {
  const { key: site } = useSite()
  const can = useCan()
  return useQuery({
    queryKey: apisKey(site),
    queryFn: async (): Promise<Api[]> => (can('apis.read') ? (await client.apis.list({ site })).data : []),
  })
}

export function useApi(api: string) {
  const { key: site } = useSite()
  return useQuery({
    queryKey: apiKey(site, api),
    queryFn: async () => (await client.apis.get({ site, api })).data,
  })
}

export function useEndpoints(api: string) {
  const { key: site } = useSite()
  return useQuery({
    queryKey: endpointsKey(site, api),
    queryFn: async () => (await client.endpoints.list({ site, api })).data,
  })
}

/** Calls of each endpoint, day by day. */
export function useUsage(api: string) {
  const { key: site } = useSite()
  return useQuery({
    queryKey: ['api-usage', site, api],
    queryFn: async () => (await client.apis.usage({ site, api })).data,
  })
}

/** The last calls, looked at again and again for as long as they are looked at. */
export function useRecentCalls(api: string) {
  const { key: site } = useSite()
  return useQuery({
    queryKey: ['api-calls', site, api],
    queryFn: async () => (await client.apis.calls({ site, api })).data,
    refetchInterval: 5000,
  })
}

/** What endpoints can do. It changes with the server only. */
export function useOperations() {
  const { key: site } = useSite()
  return useQuery({
    queryKey: ['operations', site],
    staleTime: Infinity,
    queryFn: async (): Promise<Operation[]> => (await client.operations.list({ site })).data,
  })
}

/** Everything that shows an API or counts what it has. */
export function forgetApi(site: string, api: string): void {
  void queries.invalidateQueries({ queryKey: apisKey(site) })
  for (const room of ['api', 'endpoints', 'endpoint', 'api-versions', 'api-usage', 'static-tokens'])
    void queries.invalidateQueries({ queryKey: [room, site, api] })
}
