// Files that were checked, while the page stays open: who was told that all is well need not choose the file again.
import type { Import } from '@dozo/client'
import { client, queries } from '../../api/client.ts'

export type Sent = { type: string; file: File; options: Import['options'] }

/** Kept with what the server has answered, which goes when somebody signs out: whoever comes next has none of them. */
const held = 'held-import'
queries.setQueryDefaults([held], { gcTime: 12 * 3_600_000 })

export const heldFor = (id: string): Sent | undefined => queries.getQueryData([held, id])

/** `checked`: the check that went before, which need not be followed again. */
export async function sendImport(
  site: string,
  sent: Sent,
  { dryRun, checked }: { dryRun: boolean; checked?: string },
): Promise<Import> {
  // A file that was changed on the disk meanwhile cannot be read any more: then it is said, and not that the line is broken.
  await sent.file.slice(0, 1).arrayBuffer()
  const { data } = await client.imports.create({
    site,
    query: { ...sent.options, type: sent.type, dryRun },
    body: sent.file,
  })
  if (dryRun) queries.setQueryData([held, data.id], sent)
  if (checked !== undefined) queries.removeQueries({ queryKey: [held, checked] })
  return data
}
