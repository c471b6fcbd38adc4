import { access, mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { randomBytes } from 'node:crypto'
import { fileBytes } from '#lib/file-bytes.ts'
import { filesBelow } from '#lib/files-below.ts'
import { Problem } from '#platform/errors.ts'
import { appended } from '#platform/storage/appended.ts'
import { checkedName, type Storage } from '#platform/storage/storage.ts'

/** Said elsewhere (no space), or of what is read while it is written (not there). */
const others = ['ENOSPC', 'EDQUOT', 'ENOENT']

/** A folder that cannot be written is the operator's matter, and the caller is told so instead of "something went wrong". */
function refusal(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall === undefined || code === undefined || others.includes(code)) return error
  return Object.assign(new Problem(507, 'storage_unwritable', { params: { code } }), { cause: error })
}

/** Names are on the disk, too, before anybody is told: those of new folders between `made` and the last one as well. */
async function keepNames(folder: string, made: string | undefined): Promise<void> {
  const above = made && dirname(made)
  for (let at = folder; ; at = dirname(at)) {
    const handle = await open(at)
    await handle.sync().finally(() => handle.close())
    if (above === undefined || at === above) return
  }
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Of a thing that grows by `append`. */
const draftOf = (path: string) => `${path}.part`

export function fileStorage(folder: string): Storage {
  const pathOf = (name: string) => join(folder, checkedName(name))
  return {
    async put(name, from, signal) {
      const path = pathOf(name)
      const draft = `${path}.${randomBytes(6).toString('hex')}.part`
      try {
        const made = await mkdir(dirname(path), { recursive: true })
        // Open before anything can break: a stream that opens its file by itself may do so after the draft was taken away.
        const file = await open(draft, 'wx', 0o600)
        try {
          await pipeline(from, file.createWriteStream({ flush: true }), signal ? { signal } : {})
        } finally {
          await file.close()
        }
        await rename(draft, path)
        await keepNames(dirname(path), made)
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined)
        throw refusal(error)
      }
    },
    async *append(name, offset, from) {
      const path = pathOf(name)
      try {
        const made = await mkdir(dirname(path), { recursive: true })
        const file = await open(draftOf(path), offset === 0 ? 'w' : 'r+', 0o600)
        try {
          if (offset === 0) await keepNames(dirname(path), made)
          yield* appended(file, offset, from)
        } finally {
          await file.close()
        }
      } catch (error) {
        throw refusal(error)
      }
    },
    async seal(name, size) {
      const path = pathOf(name)
      // Sealed before, it may have been written anew since then, shorter or longer.
      const draft = await stat(draftOf(path)).catch(() => undefined)
      if (!draft) return keepNames(dirname(path), undefined)
      if (draft.size !== size) throw new Error(`${name} has ${draft.size} bytes instead of ${size}`)
      try {
        await rename(draftOf(path), path)
      } catch (error) {
        throw refusal(error)
      }
      await keepNames(dirname(path), undefined)
    },
    get: (name, part) => fileBytes(pathOf(name), part),
    size: async (name) => (await stat(pathOf(name))).size,
    async *list(below) {
      for await (const { name, changedMs } of filesBelow(pathOf(below)))
        yield { name: `${below}/${name}`, changedMs }
    },
    has: (name) =>
      access(pathOf(name)).then(
        () => true,
        () => false,
      ),
    async remove(name) {
      for (const path of [pathOf(name), draftOf(pathOf(name))]) await rm(path, { force: true })
    },
    async free() {
      await mkdir(folder, { recursive: true })
      return freeBytes(folder)
    },
  }
}
