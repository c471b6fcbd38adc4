import type { ContentType, Entry } from '@dozo/client'
import { client } from '../../api/client.ts'

const most = 20
/** So many types are asked one by one at most: each is a call. */
const mostTypes = 10

/** Entries of any type under these words, as far as the caller may read them. Types whose titles no search reads, but filters do, are asked for them. */
export async function findEntries(
  site: string,
  words: string,
  types: readonly ContentType[],
  signal: AbortSignal,
): Promise<Entry[]> {
  const byTitle = types.flatMap((type) => {
    const title = type.fields.find(({ key }) => key === type.titleField)
    return title?.type === 'text' && title.filterable && !title.searchable
      ? [{ type: type.key, title: title.key }]
      : []
  })
  const [hits, ...others] = await Promise.all([
    client.search.entries({ site, query: { q: words, size: most }, signal }),
    ...byTitle.slice(0, mostTypes).map(({ type, title }) =>
      client.entries.query({
        site,
        body: { type, filter: { [title]: { contains: words } }, page: { size: most } },
        signal,
      }),
    ),
  ])
  const all = [...hits.data.map(({ entry }) => entry), ...others.flatMap(({ data }) => data)]
  return [...new Map(all.map((entry) => [entry.id, entry])).values()]
}
