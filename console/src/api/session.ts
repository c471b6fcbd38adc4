import type { Session, SessionSite } from '@dozo/client'
import { ProblemError } from '@dozo/client'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { dropAll } from '../ui/kept-drafts.ts'
import { client, endedKey, queries, sessionKey } from './client.ts'

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: 60_000,
  async queryFn(): Promise<Session | null> {
    try {
      return (await client.sessions.current({})).data
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null
      throw error
    }
  },
})

/** Who is signed in; null for nobody. */
export const useSessionQuery = () => useQuery(sessionQuery)

/** The session, on pages that are shown only with one. */
export function useSession(): Session {
  const { data } = useSessionQuery()
  if (!data) throw new Error('this page needs a session')
  return data
}

/** The site in the address, as the session knows it. */
export function useSite(): SessionSite {
  const { site: key } = useParams({ strict: false })
  const site = useSession().sites.find((one) => one.key === key)
  if (!site) throw new Error(`no site ${key}`)
  return site
}

export const holds = (permissions: readonly string[], permission: string): boolean =>
  permissions.includes('*') || permissions.includes(permission)

/** Whether the person holds a permission in the site shown. The server decides; this only keeps dead ends off the screen. */
export function useCan(): (permission: string) => boolean {
  const { permissions } = useSite()
  return (permission) => holds(permissions, permission)
}

export async function signOut(): Promise<void> {
  await client.sessions.end({}).catch(() => undefined)
  // Nothing that was typed stays behind on a machine that others use.
  dropAll()
  // What the page still looks at stays, or it would not hear that nobody is there any more.
  queries.setQueryData(sessionKey, null)
  queries.setQueryData(endedKey, false)
  queries.removeQueries({
    predicate: ({ queryKey: [about] }) => about !== sessionKey[0] && about !== endedKey[0],
  })
  queries.getMutationCache().clear()
}
