import { ProblemError } from '@dozo/client'
import type { FileKind } from '@dozo/content-model/definition'
import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { client, queries } from '../../api/client.ts'
import { useCan, useSite } from '../../api/session.ts'

export type Shown = { id: string; file: Awaited<ReturnType<typeof fileOf>> | undefined; gone: boolean }

const fileOf = async (site: string, id: string) => (await client.files.get({ site, id })).data

/** Files by their ids, for those who may see files. `gone`: there is none, or not for them. */
export function useFiles(ids: readonly string[]): Shown[] {
  const { key: site } = useSite()
  const may = useCan()('files.read')
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['file', site, id],
      enabled: may,
      queryFn: () => fileOf(site, id),
    })),
  })
  return ids.map((id, i) => ({
    id,
    file: found[i]?.data,
    gone: found[i]?.error instanceof ProblemError && found[i].error.status === 404,
  }))
}

/** The newest files of some kinds whose path or words hold what is searched for. */
export function useFileSearch(search: string, kinds: readonly FileKind[] | null) {
  const { key: site } = useSite()
  const may = useCan()('files.read')
  return useQuery({
    queryKey: ['file-choices', site, search, kinds],
    enabled: may,
    placeholderData: (before) => before,
    async queryFn() {
      const one = async (kind?: FileKind) =>
        (
          await client.files.list({
            site,
            query: { size: 20, ...(kind ? { kind } : {}), ...(search ? { q: search } : {}) },
          })
        ).data
      return kinds ? (await Promise.all(kinds.map(one))).flat() : one()
    },
  })
}

/** Uploads a file under its own name, or the next one when that is taken. */
export function useUpload() {
  const { key: site } = useSite()
  return useMutation({
    async mutationFn(file: File) {
      // The type that the browser guesses is of no interest: the server looks at the bytes.
      const body = new Blob([file], { type: 'application/octet-stream' })
      return (await client.files.upload({ site, query: { name: file.name, keepBoth: true }, body })).data
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['file-choices', site] }),
  })
}
