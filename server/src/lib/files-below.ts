import { opendir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** Every file below a folder, in no order, with its place in it; nothing where there is no folder. What goes meanwhile is passed by. */
export async function* filesBelow(folder: string): AsyncGenerator<{
  name: string
  size: number
  changedMs: number
}> {
  const found = await opendir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  for await (const one of found ?? []) {
    if (!one.isFile()) continue
    const path = join(one.parentPath, one.name)
    const about = await stat(path).catch(() => undefined)
    if (about)
      yield {
        name: relative(folder, path).split(sep).join('/'),
        size: about.size,
        changedMs: about.mtimeMs,
      }
  }
}
