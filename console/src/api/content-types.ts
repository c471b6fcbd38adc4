import type { ContentType } from '@dozo/client'
import type { WrittenDefinition, WrittenKind } from '@dozo/content-model/definition'
import { withSharedKinds } from '@dozo/content-model/shared-kinds'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { client } from './client.ts'
import { useCan, useSite } from './session.ts'

export const contentTypesKey = (site: string) => ['content-types', site] as const

/** What is shown of a type, and edited in its entries, is what its fields hold: shared blocks are filled in. */
const filled = (type: ContentType): ContentType =>
  withSharedKinds(
    type as unknown as WrittenDefinition,
    type.usedKinds as unknown as WrittenKind[],
  ) as unknown as ContentType

/** `readable`: whoever may not see them has none. */
export const contentTypesQuery = (site: string, readable: boolean) =>
  queryOptions({
    queryKey: contentTypesKey(site),
    staleTime: 60_000,
    queryFn: async (): Promise<ContentType[]> =>
      readable ? (await client['content-types'].list({ site })).data.map(filled) : [],
  })

/** The content types of the site shown. */
export function useContentTypes() {
  const { key } = useSite()
  return useQuery(contentTypesQuery(key, useCan()('content-types.read')))
}
