import { queries } from './client.ts'
import { contentTypesQuery } from './content-types.ts'
import { holds, sessionQuery } from './session.ts'

/** What almost every page waits for is asked while the page's own code is still on its way. */
export async function askAhead(path: string): Promise<void> {
  const session = await queries.ensureQueryData(sessionQuery).catch(() => null)
  const site = session?.sites.find(({ key }) => path.split('/')[2] === key)
  if (site)
    await queries.prefetchQuery(contentTypesQuery(site.key, holds(site.permissions, 'content-types.read')))
}
