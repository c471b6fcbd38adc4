import { forgetFiles, type SiteFile } from '../../api/files.ts'
import { client } from '../../api/client.ts'

type Refused = { file: SiteFile; error: unknown }
export type Outcome = { done: SiteFile[]; refused: Refused[] }

const atOnce = 3

/** Does the same with each file, a few at once; one that is refused keeps no other from it. */
export async function withEach(
  site: string,
  files: readonly SiteFile[],
  act: (file: SiteFile) => Promise<unknown>,
): Promise<Outcome> {
  const outcome: Outcome = { done: [], refused: [] }
  const waiting = [...files]
  const worker = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift())
      try {
        await act(file)
        outcome.done.push(file)
      } catch (error) {
        outcome.refused.push({ file, error })
      }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  forgetFiles(site)
  return outcome
}

/** What can be done with one file, or with many. */
export const deeds = (site: string) => ({
  trash: ({ id, etag }: SiteFile) => client.files.delete({ site, id, ifMatch: etag }),
  restore: ({ id }: SiteFile) => client.files.restore({ site, id }),
  purge: ({ id }: SiteFile) => client.files.purge({ site, id }),
  move:
    (folder: string) =>
    ({ id, etag }: SiteFile) =>
      client.files.update({ site, id, ifMatch: etag, body: { folder } }),
  tag:
    (more: readonly string[]) =>
    ({ id, etag, tags }: SiteFile) =>
      client.files.update({ site, id, ifMatch: etag, body: { tags: [...new Set([...tags, ...more])] } }),
})
