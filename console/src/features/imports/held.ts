// Files that were checked, while the page stays open: who was told that all is well need not choose the file again.
import type { Import } from '@dozo/client'
import { client } from '../../api/client.ts'

export type Sent = { type: string; file: File; options: Import['options'] }

const held = new Map<string, Sent>()
/** A file in hand costs nothing until it is read; names of old ones are not kept for ever all the same. */
const most = 20

export const heldFor = (id: string): Sent | undefined => held.get(id)

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
  if (dryRun) held.set(data.id, sent)
  if (checked !== undefined) held.delete(checked)
  const [oldest] = held.keys()
  if (held.size > most && oldest !== undefined) held.delete(oldest)
  return data
}
