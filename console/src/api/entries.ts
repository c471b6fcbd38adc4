import type { Entry } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { client } from './client.ts'
import { useSite } from './session.ts'

export const entriesKey = (site: string, type: string) => ['entries', site, type] as const
export const entryKey = (site: string, id: string) => ['entry', site, id] as const

/** What one question gives at most. */
const most = 100

type Asked = { types: readonly string[]; search?: string; ids?: readonly string[]; size?: number }

/** Entries of several types at once, for choosing and naming the targets of relations. */
export async function entriesOf(site: string, { types, search, ids, size = 20 }: Asked): Promise<Entry[]> {
  const one = async (type: string) => {
    const body = {
      type,
      page: { size },
      ...(search ? { search } : {}),
      ...(ids ? { filter: { id: { in: [...ids] } } } : {}),
    }
    return (await client.entries.query({ site, body })).data
  }
  return (await Promise.all(types.map(one))).flat()
}

/** The entries with these ids, by id, in one look-up per type and hundred. */
export function useNames(types: readonly string[], ids: readonly string[]) {
  const { key: site } = useSite()
  return useQuery({
    queryKey: ['entry-names', site, types, [...ids].toSorted()],
    enabled: ids.length > 0,
    placeholderData: (before) => before,
    async queryFn() {
      const parts = Array.from({ length: Math.ceil(ids.length / most) }, (_, i) =>
        ids.slice(i * most, (i + 1) * most),
      )
      const found = await Promise.all(parts.map((part) => entriesOf(site, { types, ids: part, size: most })))
      return new Map(found.flat().map((entry) => [entry.id, entry]))
    },
  })
}
