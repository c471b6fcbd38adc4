// ZIP files as no honest program writes them: any name, any claim.
import { crc32, deflateRawSync } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'

export type Part = {
  name: string | Buffer
  data?: string | Buffer
  /** Upper half of the attributes: 0o120777 is a link. */
  mode?: number
  flags?: number
  method?: number
  /** What the archive says of the size, whatever it is. */
  claims?: number
  deflate?: boolean
}

export function zipOf(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const name = Buffer.from(part.name as string)
    const data = Buffer.from((part.data ?? '') as string)
    const packed = part.deflate ? deflateRawSync(data) : data
    const method = part.method ?? (part.deflate ? 8 : 0)
    const flags = part.flags ?? (Buffer.isBuffer(part.name) ? 0 : 0x800)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(part.claims ?? data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6)
    rest.writeUInt32LE(at, 10)
    const head = Buffer.from('PK\x01\x02\x14\x03', 'latin1')
    entries.push(Buffer.concat([head, common, rest, name]))
    bodies.push(local)
    at += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 8)
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, directory, end])
}

/** Path → text, as a reader of ZIP files sees it. */
export async function textsIn(zip: Buffer): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  const opened = await fromBufferPromise(zip, { lazyEntries: true, autoClose: false })
  for await (const entry of opened.eachEntry())
    texts[entry.fileName] = Buffer.concat(
      await (await opened.openReadStreamPromise(entry)).toArray(),
    ).toString()
  return texts
}
