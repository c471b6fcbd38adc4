import { limits } from '@dozo/content-model/limits'
import type { ContentType, Entry } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'

type Asked = { types: readonly string[]; search: string; except: readonly string[] }
type Type = Pick<ContentType, 'key' | 'fields' | 'titleField'>

const size = 20

/** Words are looked for in all that is searched of a type; where nothing is, in its titles. */
function asking({ fields, titleField }: Type, search: string): { search?: string; titled?: object } {
  if (search === '') return {}
  const title = fields.find(({ key }) => key === titleField)
  const hidden = !fields.some((field) => field.searchable) && title?.type === 'text' && title.filterable
  return hidden ? { titled: { [title.key]: { contains: search } } } : { search }
}

/** Searches all entries of some types on the server; those that were changed last come first where nothing is searched for. */
async function find(site: string, types: readonly Type[], search: string, except: readonly string[]) {
  const pages = await Promise.all(
    types.map((type) => {
      const { titled, ...words } = asking(type, search)
      const filters = [
        ...(titled ? [titled] : []),
        ...(except.length > 0 ? [{ id: { nin: except.slice(-limits.filterListLength) } }] : []),
      ]
      return client.entries.query({
        site,
        body: {
          type: type.key,
          page: { size },
          ...words,
          ...(search === '' ? { sort: '-updatedAt' } : {}),
          ...(filters.length > 0 ? { filter: { and: filters } } : {}),
        },
      })
    }),
  )
  return {
    // A filter takes so many; the others are left out here.
    entries: pages.flatMap(({ data }): Entry[] => data).filter(({ id }) => !except.includes(id)),
    more: pages.some(({ meta }) => (meta?.['page'] as { next: string | null } | undefined)?.next),
  }
}

export function useFound({ types, search, except }: Asked, wanted: boolean) {
  const { key: site } = useSite()
  const known = useContentTypes().data
  const asked = (known ?? []).filter(({ key }) => types.includes(key))
  return useQuery({
    queryKey: ['choices', site, types, search, except],
    enabled: wanted && known !== undefined,
    placeholderData: (before) => before,
    queryFn: () => find(site, asked, search, except),
  })
}
