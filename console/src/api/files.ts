import type { File as SiteFile, Folder } from '@dozo/client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { client, queries } from './client.ts'
import { useSite } from './session.ts'

// The browser has a `File` of its own: what somebody sends. This is what the site has.
export type { SiteFile, Folder }

export type FilesAsked = NonNullable<Parameters<typeof client.files.list>[0]['query']>

export const fileKey = (site: string, id: string) => ['file', site, id] as const

/** Everything that shows files or counts them. */
export function forgetFiles(site: string): void {
  for (const room of ['files', 'folders', 'file', 'file-versions', 'file-uses', 'file-links', 'file-choices'])
    void queries.invalidateQueries({ queryKey: [room, site] })
}

/** What the server has answered is shown at once; lists ask again. */
export function knowFile(site: string, file: SiteFile): void {
  queries.setQueryData(fileKey(site, file.id), file)
  forgetFiles(site)
}

export const useFile = (id: string) => {
  const { key: site } = useSite()
  return useQuery({
    queryKey: fileKey(site, id),
    queryFn: async () => (await client.files.get({ site, id })).data,
  })
}

const pageSize = 60

type Page = { next: string | null } | undefined

/** Files as they are asked for, page after page. */
export function useFileList(asked: FilesAsked) {
  const { key: site } = useSite()
  return useInfiniteQuery({
    queryKey: ['files', site, asked],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      client.files.list({ site, query: { ...asked, size: pageSize, ...(after ? { after } : {}) } }),
    getNextPageParam: ({ meta }) => (meta?.['page'] as Page)?.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  })
}

/** The folders in a folder, and what is said of that one itself. */
export function useFolders(under: string) {
  const { key: site } = useSite()
  return useInfiniteQuery({
    queryKey: ['folders', site, under],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      client.folders.list({ site, query: { under, size: 200, ...(after ? { after } : {}) } }),
    getNextPageParam: ({ meta }) => (meta?.['page'] as Page)?.next ?? undefined,
    select: ({ pages }) => ({
      folders: pages.flatMap(({ data }) => data),
      folder: pages[0]!.meta!['folder'] as Folder,
    }),
  })
}

/** A small picture of an image, made by the server; nothing of what has none. */
export const thumbnailOf = (site: string, { id, version, width, held }: SiteFile): string | undefined =>
  width && !held ? `/manage/v1/sites/${site}/files/${id}/thumbnail?v=${version}` : undefined
