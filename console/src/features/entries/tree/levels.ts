import type { Entry } from '@dozo/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { client } from '../../../api/client.ts'
import { entriesKey } from '../../../api/entries.ts'
import { useSite } from '../../../api/session.ts'
import { createStore, type Store } from '../../../ui/store.ts'

type Page = { entries: Entry[]; next: string | null; parents: ReadonlySet<string>; whole: boolean }

const size = 100

async function pageOf(
  site: string,
  type: string,
  parent: string | null,
  after: string | null,
): Promise<Page> {
  const { data, meta } = await client.entries.query({
    site,
    body: {
      type,
      filter: { parent: parent === null ? { exists: false } : { eq: parent } },
      sort: 'position',
      page: { size, ...(after ? { after } : {}) },
    },
  })
  const below =
    data.length === 0
      ? undefined
      : await client.entries.query({
          site,
          body: { type, filter: { parent: { in: data.map(({ id }) => id) } }, page: { size } },
        })
  return {
    entries: data,
    next: nextOf(meta),
    parents: new Set((below?.data ?? []).flatMap(({ parent: id }) => id ?? [])),
    whole: nextOf(below?.meta) === null,
  }
}

const nextOf = (meta: Record<string, unknown> | undefined): string | null =>
  (meta?.['page'] as { next: string | null } | undefined)?.next ?? null

/** What lies directly below an entry, or at the top, a hundred at a time: asked for when it is opened. */
export function useLevel(type: string, parent: string | null) {
  const { key: site } = useSite()
  const query = useInfiniteQuery({
    queryKey: [...entriesKey(site, type), 'tree', parent],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => pageOf(site, type, parent, pageParam),
    getNextPageParam: ({ next }) => next,
  })
  const pages = query.data?.pages ?? []
  return {
    query,
    entries: pages.flatMap(({ entries }) => entries),
    /** Undefined where there are too many to know before one looks. */
    hasBelow: (id: string): boolean | undefined =>
      pages.some(({ parents }) => parents.has(id)) || (pages.every(({ whole }) => whole) ? false : undefined),
  }
}

/** Branches stay as they were opened while one goes to an entry and comes back. */
const opened = new Map<string, Store<ReadonlySet<string>>>()

export function useOpenBranches(type: string) {
  const { key: site } = useSite()
  const key = `${site} ${type}`
  const store = opened.get(key) ?? createStore<ReadonlySet<string>>(new Set())
  opened.set(key, store)
  const ids = useSyncExternalStore(store.subscribe, store.get)
  function set(id: string, open: boolean) {
    const next = new Set(store.get())
    next[open ? 'add' : 'delete'](id)
    store.set(next)
  }
  return { isOpen: (id: string) => ids.has(id), set }
}
