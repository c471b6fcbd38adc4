import type { ContentType } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/Loaded.tsx'

/** A type of which there is one: to it, or to writing it. */
export function SingleEntry({ type }: { type: ContentType }) {
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['single', site, type.key],
    gcTime: 0,
    queryFn: async () =>
      (await client.entries.query({ site, body: { type: type.key, page: { size: 1 } } })).data,
  })
  return (
    <Loaded query={query}>
      {([entry]) => {
        const params = { site, type: type.key, id: entry?.id ?? 'new' }
        return <Navigate to={paths.entry} params={params as never} replace />
      }}
    </Loaded>
  )
}
