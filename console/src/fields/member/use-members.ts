import { useQueries, useQuery } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'

/** Names of members by id, for those who may see members; everybody else sees ids. A member who is gone has no name. */
export function useMemberNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const { key: site } = useSite()
  const may = useCan()('members.read')
  const found = useQueries({
    queries: (may ? ids : []).map((id) => ({
      queryKey: ['member-name', site, id],
      queryFn: async () =>
        client.members.get({ site, id }).then(
          (answer) => answer.data.name,
          () => null,
        ),
    })),
  })
  return new Map(found.flatMap(({ data }, i) => (data ? [[ids[i]!, data] as const] : [])))
}

/** Members found by name or address. */
export function useMemberSearch(search: string) {
  const { key: site } = useSite()
  const may = useCan()('members.read')
  return useQuery({
    queryKey: ['member-choices', site, search],
    enabled: may,
    placeholderData: (before) => before,
    queryFn: async () =>
      (await client.members.list({ site, query: { size: 20, ...(search ? { search } : {}) } })).data,
  })
}
