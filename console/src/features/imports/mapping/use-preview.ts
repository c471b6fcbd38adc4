import type { ImportPreview } from '@dozo/client'
import { limits } from '@dozo/content-model/limits'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../../api/client.ts'
import { useSite } from '../../../api/session.ts'

export type Form = Partial<Pick<ImportPreview, 'format'>> & { encoding?: 'utf-8' | 'cp932' }
export type Chosen = {
  file: File
  /** Tells one choice from the next, also of the same file. */
  turn: number
}

/** What the server makes of a file. Asked anew whenever something is chosen, and kept by nobody. */
export function usePreview(type: string | undefined, chosen: Chosen | undefined, form: Form) {
  const { key: site } = useSite()
  return useQuery({
    queryKey: ['import-preview', site, type, chosen?.turn, form],
    enabled: type !== undefined && chosen !== undefined,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    queryFn: async ({ signal }) =>
      (
        await client.imports.preview({
          site,
          query: { type: type!, ...form },
          body: await beginningOf(chosen!.file, form),
          signal,
        })
      ).data,
  })
}

/** A spreadsheet can only be read whole. */
async function beginningOf(file: File, { format }: Form): Promise<Blob> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const isZip = start[0] === 0x50 && start[1] === 0x4b
  return format === 'xlsx' || (format === undefined && isZip)
    ? file
    : file.slice(0, limits.importPreviewBytes)
}
