// Pictures that were made, on the disk of this machine: `<site>/<object>/<plan>`. What is lost is made again, so nothing is flushed;
// what was used longest ago goes first. Times of use are those of the files, which outlive a restart.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileBytes } from '#lib/file-bytes.ts'
import { filesBelow } from '#lib/files-below.ts'

/** As one piece up to here, as a stream above. */
const shortBytes = 1024 * 1024
/** So exactly is it known when something was used last. */
const exactMs = 60_000

export type Stored = { size: number; open: (part?: { start: number; end: number }) => Readable | Buffer }
type Entry = { size: number; usedMs: number }
type Options = { folder: string; mostBytes: number; clock: () => Date }

export type ImageCache = ReturnType<typeof imageCache>

export function imageCache({ folder, mostBytes, clock }: Options) {
  const nowMs = () => clock().getTime()
  /** The one used longest ago comes first. */
  const entries = new Map<string, Entry>()
  let bytes = 0
  /** What is there from earlier is counted beside the work; until then nothing has to go. */
  const counted = count()
  let removing: Promise<void> = Promise.resolve()

  async function count(): Promise<void> {
    const found: [string, Entry][] = []
    for await (const { name, size, changedMs } of filesBelow(folder)) {
      if (name.endsWith('.part')) await rm(join(folder, name), { force: true })
      else found.push([name, { size, usedMs: changedMs }])
    }
    for (const [name, entry] of found.toSorted(([, a], [, b]) => a.usedMs - b.usedMs))
      if (!entries.has(name)) note(name, entry)
  }

  function note(name: string, entry: Entry): void {
    bytes += entry.size - (entries.get(name)?.size ?? 0)
    entries.delete(name)
    entries.set(name, entry)
  }

  function used(name: string, size: number): void {
    const usedMs = nowMs()
    const last = entries.get(name)?.usedMs
    note(name, { size, usedMs: last !== undefined && usedMs - last < exactMs ? last : usedMs })
    if (last === undefined || usedMs - last >= exactMs)
      void utimes(join(folder, name), usedMs / 1000, usedMs / 1000).catch(() => undefined)
  }

  async function makeRoom(): Promise<void> {
    await counted
    for (const [name, { size }] of entries) {
      if (bytes <= mostBytes) break
      entries.delete(name)
      bytes -= size
      await rm(join(folder, name), { force: true })
    }
  }

  return {
    async get(name: string): Promise<Stored | undefined> {
      const path = join(folder, name)
      const size = (await stat(path).catch(() => undefined))?.size
      // An empty one is what a power cut has left.
      if (!size) return undefined
      used(name, size)
      if (size > shortBytes) return { size, open: (part) => fileBytes(path, part) }
      const all = await readFile(path).catch(() => undefined)
      return all?.length === size ? inMemory(all) : undefined
    },
    async put(name: string, picture: Buffer): Promise<void> {
      if (picture.length > mostBytes) return
      const path = join(folder, name)
      const draft = `${path}.${randomBytes(6).toString('hex')}.part`
      await mkdir(dirname(path), { recursive: true })
      try {
        await writeFile(draft, picture, { mode: 0o600 })
        const seconds = nowMs() / 1000
        await utimes(draft, seconds, seconds)
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined)
        throw error
      }
      note(name, { size: picture.length, usedMs: nowMs() })
      removing = removing.then(makeRoom)
      await removing
    },
    /** `<site>/<object>` of everything in it. */
    async objects(): Promise<string[]> {
      await counted
      return [...new Set([...entries.keys()].map((name) => dirname(name)))]
    },
    async forget(object: string): Promise<void> {
      for (const [name, { size }] of entries)
        if (dirname(name) === object && entries.delete(name)) bytes -= size
      await rm(join(folder, object), { recursive: true, force: true })
    },
    size: () => bytes,
  }
}

export const inMemory = (all: Buffer): Stored => ({
  size: all.length,
  open: (part) => (part ? all.subarray(part.start, part.end + 1) : all),
})
