import type { ContentType } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { entriesKey } from '../../api/entries.ts'
import { toFilter } from './filter.ts'
import type { Listed } from './list-state.ts'

const pageSize = 50

/** What the list asks for, without its order and its page: also what an action on all that it finds is asked for. */
export const askedBy = (type: ContentType, { search, clauses }: Listed) => ({
  filter: toFilter(clauses, type.fields as Field[]),
  ...(search ? { search } : {}),
})

const listKey = (site: string, type: ContentType, { search, clauses }: Listed) => [
  ...entriesKey(site, type.key),
  search,
  JSON.stringify(clauses),
]

/** One page of the list. */
export const listQuery = (site: string, type: ContentType, listed: Listed) =>
  queryOptions({
    queryKey: [...listKey(site, type, listed), listed.sort, listed.after],
    queryFn: () =>
      client.entries.query({
        site,
        body: {
          type: type.key,
          ...askedBy(type, listed),
          sort: listed.sort,
          page: { size: pageSize, ...(listed.after ? { after: listed.after } : {}) },
        },
      }),
  })

/** How many there are: rows never wait for it. */
export const countQuery = (site: string, type: ContentType, listed: Listed) =>
  queryOptions({
    queryKey: [...listKey(site, type, listed), 'count'],
    queryFn: async () => {
      const body = { type: type.key, ...askedBy(type, listed), count: 'exact', page: { size: 1 } } as const
      return (await client.entries.query({ site, body })).meta?.['count'] as number
    },
  })
