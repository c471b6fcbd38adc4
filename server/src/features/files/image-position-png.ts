// PNG guards each chunk with a checksum, and may hold XMP and EXIF packed in texts.
import { crc32, deflateSync, inflateSync } from 'node:zlib'

type Blank = (bytes: Buffer) => boolean
const headBytes = 8
/** Name and length before, checksum behind what a chunk holds. */
const around = { before: 8, behind: 4 }
const xmpName = Buffer.from('XML:com.adobe.xmp\0', 'latin1')

/** `changed`: something was blanked already, where it lay open. Nothing: it is as it was. */
export function cleanPng(bytes: Buffer, changed: boolean, blank: Blank): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, headBytes)]
  let found = changed
  let at = headBytes
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) break
    const chunk = bytes.subarray(at, end)
    const type = chunk.toString('latin1', 4, 8)
    const data = chunk.subarray(around.before, -around.behind)
    const other =
      type === 'iTXt' || type === 'zTXt' || type === 'tEXt' ? unpacked(type, data, blank) : undefined
    if (other) found = true
    if (changed && /eXIf|[it]TXt|tEXt/.test(type))
      chunk.writeUInt32BE(crc32(chunk.subarray(4, -around.behind)), chunk.length - around.behind)
    kept.push(other === undefined ? chunk : other.length === 0 ? other : chunkOf(type, other))
    at = end
  }
  return found ? Buffer.concat([...kept, bytes.subarray(at)]) : undefined
}

/** What the chunk is to hold instead; empty: it is left out; nothing: there is no position in it. */
function unpacked(type: string, data: Buffer, blank: Blank): Buffer | undefined {
  if (data.subarray(0, xmpName.length).equals(xmpName)) return packet(data, startOf(type, data), blank)
  const name = /^Raw profile type (exif|app1|xmp)\0/i.exec(data.toString('latin1', 0, 40))?.[0]
  if (!name) return undefined
  const text = type === 'zTXt' ? inflated(data.subarray(name.length + 1)) : data.subarray(name.length)
  // Its name and length stand before the digits.
  const digits = text?.toString('latin1').replace(/^\s*\w+\s+\d+\s/, '')
  return digits && blank(Buffer.from(digits.replace(/\s+/g, ''), 'hex')) ? Buffer.alloc(0) : undefined
}

/** Where packed XMP begins: behind its method, in iTXt also behind a flag and two texts that end with zeros. */
function startOf(type: string, data: Buffer): number {
  if (type === 'zTXt') return xmpName.length + 1
  if (type !== 'iTXt' || data[xmpName.length] !== 1) return data.length
  return data.indexOf(0, data.indexOf(0, xmpName.length + 2) + 1) + 1
}

function packet(data: Buffer, start: number, blank: Blank): Buffer | undefined {
  const text = inflated(data.subarray(start))
  return text && blank(text) ? Buffer.concat([data.subarray(0, start), deflateSync(text)]) : undefined
}

const mostTextBytes = 16 * 1024 * 1024
function inflated(packed: Buffer): Buffer | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: mostTextBytes })
  } catch {
    return undefined
  }
}

function chunkOf(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(around.before + data.length + around.behind)
  chunk.writeUInt32BE(data.length)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, around.before)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -around.behind)), chunk.length - around.behind)
  return chunk
}
