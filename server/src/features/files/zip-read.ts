// Reading a ZIP file that somebody brought: all of its names and sizes are looked at before anything of it is unpacked.
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl'
import { invalid, Problem, type FieldError } from '#platform/errors.ts'
import type { Storage } from '#platform/storage/storage.ts'
import { folderOf, nameOf, pathOf } from './name.ts'

const zipLimits = {
  files: 10_000,
  /** Bytes of all names, comments and the like. */
  names: 16 * 2 ** 20,
  /** Unpacked, of all together. */
  bytes: 5 * 2 ** 30,
  /** How many times larger than the ZIP file: what packs better than that is made to fill disks. */
  times: 200,
  told: 20,
}

export type Packed = { folder: string; name: string; size: number; open(): Readable }

/** Entries are small and many: so much is read at once, and what lies near is there already. */
const nearBytes = 2 ** 20

class StoredReader extends RandomAccessReader {
  readonly #open: (part: { start: number; end: number }) => Readable
  readonly #size: number
  #near = { start: 0, bytes: Buffer.alloc(0) as Buffer }
  constructor(open: (part: { start: number; end: number }) => Readable, size: number) {
    super()
    this.#open = open
    this.#size = size
  }
  override _readStreamForRange(start: number, end: number): Readable {
    if (end - start > nearBytes) return this.#open({ start, end: end - 1 })
    return Readable.from(this.#nearby(start, end), { objectMode: false })
  }
  async *#nearby(start: number, end: number): AsyncGenerator<Buffer> {
    let { start: from, bytes } = this.#near
    if (start < from || end > from + bytes.length) {
      from = start
      const part = { start, end: Math.min(this.#size, start + nearBytes) - 1 }
      bytes = Buffer.concat(await this.#open(part).toArray())
      this.#near = { start: from, bytes }
    }
    if (end > start) yield bytes.subarray(start - from, end - from)
  }
}

/** What the storage has refused is none of the sender's faults. */
function asBroken(error: unknown): never {
  throw error instanceof Problem ? error : new Problem(422, 'zip_broken')
}

/** The files in a ZIP file, below `into`. Throws 422 that names what may not be unpacked. */
export async function readZip(
  storage: Pick<Storage, 'get'>,
  object: string,
  size: number,
  into: string,
): Promise<Packed[]> {
  const zip = await opened(storage, object, size)
  if (zip.entryCount > zipLimits.files)
    throw new Problem(422, 'zip_many', { params: { limit: zipLimits.files } })
  const packed: Packed[] = []
  const wrong: FieldError[] = []
  const seen = new Set<string>()
  let bytes = 0
  for await (const entry of entriesOf(zip)) {
    const name = nameIn(entry)
    if (name.endsWith('/') || isLitter(name)) continue
    bytes += entry.uncompressedSize
    if (bytes > zipLimits.bytes || bytes > Math.max(size, 2 ** 20) * zipLimits.times)
      throw new Problem(422, 'zip_large', { params: { limit: zipLimits.bytes } })
    const place = placeOf(name, into, entry)
    const path = typeof place === 'string' ? name : pathOf(place.folder, place.name)
    if (typeof place === 'string' || seen.has(path)) {
      wrong.push({
        path: `/${name.slice(0, 200)}`,
        code: typeof place === 'string' ? place : 'zip_twice',
        params: { name: name.slice(0, 200) },
      })
      if (wrong.length === zipLimits.told) break
      continue
    }
    seen.add(path)
    packed.push({ ...place, size: entry.uncompressedSize, open: () => checked(zip, entry) })
  }
  if (wrong.length > 0) throw invalid(wrong)
  return packed
}

async function opened(storage: Pick<Storage, 'get'>, object: string, size: number): Promise<ZipFile> {
  const reader = new StoredReader((part) => storage.get(object, part), size)
  try {
    return await fromRandomAccessReaderPromise(reader, size, {
      lazyEntries: true,
      // Japanese Windows writes names in its own code page, and says so nowhere.
      decodeStrings: false,
      autoClose: false,
    })
  } catch (error) {
    return asBroken(error)
  }
}

/** As they come, and no more of them than fit into the memory: each may have three texts of 64 KB beside it. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry()
  let bytes = 0
  for (;;) {
    const { value: entry, done } = await entries.next().catch(asBroken)
    if (done) return
    bytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
    if (bytes > zipLimits.names) throw new Problem(422, 'zip_many', { params: { limit: zipLimits.files } })
    yield entry
  }
}

/**
 * The bytes of an entry, compared at their end with the checksum that came with them. Unpacking begins with the first byte that is asked
 * for: what fails before anybody listens would be an error of nobody, and end the process.
 */
function checked(zip: ZipFile, entry: Entry): Readable {
  async function* bytes() {
    let sum = 0
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum)
      yield chunk
    }
    if (sum !== entry.crc32) throw new Error('invalid checksum')
  }
  return Readable.from(bytes())
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const cp932 = new TextDecoder('shift_jis')

function nameIn({ fileNameRaw, generalPurposeBitFlag }: Entry): string {
  try {
    return utf8.decode(fileNameRaw)
  } catch {
    return generalPurposeBitFlag & 0x800 ? fileNameRaw.toString('latin1') : cp932.decode(fileNameRaw)
  }
}

/** What systems put beside files for themselves. */
const isLitter = (name: string): boolean =>
  /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name)

/** Where an entry goes, or the code of what is wrong with it. */
function placeOf(name: string, into: string, entry: Entry): { folder: string; name: string } | string {
  if (entry.isEncrypted()) return 'zip_encrypted'
  if (!entry.canDecodeFileData()) return 'zip_method'
  if (isLink(entry)) return 'zip_link'
  if (
    name.startsWith('/') ||
    name.includes('\\') ||
    name.split('/').some((part) => part === '..' || part === '')
  )
    return 'zip_path'
  const at = name.lastIndexOf('/')
  try {
    const folder = [into, name.slice(0, Math.max(0, at))].filter((part) => part !== '').join('/')
    const place = { folder: folderOf(folder), name: nameOf(name.slice(at + 1)) }
    pathOf(place.folder, place.name)
    return place
  } catch {
    return 'zip_path'
  }
}

/** Made on Unix, the upper half says what it is there: a link or a device is no file. */
function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  const kind = (externalFileAttributes >>> 16) & 0o170000
  return versionMadeBy >> 8 === 3 && kind !== 0 && kind !== 0o100000 && kind !== 0o040000
}
