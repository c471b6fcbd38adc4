import { queries } from '../../api/client.ts'
import { contentTypesQuery } from '../../api/content-types.ts'
import { forgetEarly } from '../../api/early.ts'
import { holds, sessionQuery } from '../../api/session.ts'
import { parseSearch } from '../../ui/search-params.ts'
import { listQuery } from '../entries/list-query.ts'
import { readList } from '../entries/list-state.ts'

/** What almost every page waits for, and what the list of entries does, is asked before anything is drawn. */
export async function askAhead({ pathname, search }: Location): Promise<void> {
  const session = await queries.ensureQueryData(sessionQuery).catch(() => null)
  const [, , key, room, typeKey, ...below] = pathname.split('/')
  const site = session?.sites.find((one) => one.key === key)
  if (!site) return forgetEarly()
  const asked = contentTypesQuery(site.key, holds(site.permissions, 'content-types.read'))
  const types = await queries.ensureQueryData(asked).catch(() => [])
  // What nobody has taken by now was not for them.
  forgetEarly()
  const type = types.find((one) => one.key === typeKey)
  // A single entry has no list, and a tree another one.
  if (room !== 'entries' || below.length > 0 || !type || type.kind !== 'plain') return
  // Drawing does not wait for the rows: they come while the frame around them is made.
  void queries.prefetchQuery(listQuery(site.key, type, readList(parseSearch(search), type)))
}
