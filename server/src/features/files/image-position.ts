// Where a picture was taken is taken out of it: the GPS directory of its EXIF, and exif:GPS… of its XMP. Nothing is moved and nothing
// unpacked; pixels, orientation and everything else stay as they are. EXIF is a TIFF wherever it stands (JPEG, PNG, WebP, AVIF, pictures
// within pictures), so every beginning of one that has a proper GPS directory is one.
import { cleanPng } from './image-position-png.ts'

/** The bytes without it, or nothing when it was not in them. */
export function withoutPosition(given: Buffer, type: string): Buffer | undefined {
  const bytes = Buffer.from(given)
  const found = blank(bytes)
  // Also where nothing was found: PNG keeps texts packed.
  if (/^image\/a?png$/.test(type)) return cleanPng(bytes, found, blank)
  return found ? bytes : undefined
}

/** In place; whether there was something. */
function blank(bytes: Buffer): boolean {
  const places = [blankDirectories(bytes, 'II*\0', false), blankDirectories(bytes, 'MM\0*', true)]
  return blankPackets(bytes) || places.includes(true)
}

function blankDirectories(bytes: Buffer, mark: string, big: boolean): boolean {
  let found = false
  for (let at = bytes.indexOf(mark, 0, 'latin1'); at >= 0; at = bytes.indexOf(mark, at + 4, 'latin1'))
    found = blankPosition(bytes.subarray(at), big) || found
  return found
}

const gpsPointer = 0x8825
const entryBytes = 12
/** Of one value of each type. */
const widths = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
const lastGpsTag = 0x1f

function blankPosition(tiff: Buffer, big: boolean): boolean {
  const two = (at: number) => (big ? tiff.readUInt16BE(at) : tiff.readUInt16LE(at))
  const four = (at: number) => (big ? tiff.readUInt32BE(at) : tiff.readUInt32LE(at))
  const directory = (at: number) => {
    if (at < 8 || at + 2 > tiff.length) return undefined
    const count = two(at)
    return at + 2 + count * entryBytes <= tiff.length ? { first: at + 2, count } : undefined
  }
  if (tiff.length < 8) return false
  const main = directory(four(4))
  if (!main) return false
  let n = 0
  while (n < main.count && two(main.first + n * entryBytes) !== gpsPointer) n++
  if (n === main.count) return false
  const pointer = main.first + n * entryBytes
  const gps = directory(four(pointer + 8))
  if (!gps) return false
  const entries = Array.from({ length: gps.count }, (_, i) => gps.first + i * entryBytes)
  if (entries.some((entry) => two(entry) > lastGpsTag || widths[two(entry + 2)] === undefined)) return false
  for (const entry of entries) {
    const size = widths[two(entry + 2)]! * four(entry + 4)
    const value = four(entry + 8)
    if (size > 4 && value >= 8 && value + size <= tiff.length) tiff.fill(0, value, value + size)
  }
  tiff.fill(0, gps.first - 2, gps.first + gps.count * entryBytes)
  // The entries behind move up one, and the place of the last becomes the end of the list.
  const end = main.first + main.count * entryBytes
  const behind = Math.min(tiff.length, end + 4)
  tiff.copyWithin(pointer, pointer + entryBytes, behind)
  tiff.fill(0, behind - entryBytes, behind)
  if (big) tiff.writeUInt16BE(main.count - 1, main.first - 2)
  else tiff.writeUInt16LE(main.count - 1, main.first - 2)
  return true
}

const longestValue = 2000

/** `exif:GPSLatitude="35,40.2N"` and `<exif:GPSLatitude>35,40.2N</exif:GPSLatitude>`: blanks instead of the value. */
function blankPackets(bytes: Buffer): boolean {
  let found = false
  const name = 'exif:GPS'
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + name.length)) {
    const text = bytes.toString('latin1', at, at + longestValue)
    const value =
      /^exif:GPS\w*\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/.exec(text) ?? /^exif:GPS\w*[^<>/]*>([^<]*)<\//.exec(text)
    const held = value?.[1] ?? value?.[2]
    if (!value || !held?.trim()) continue
    const from = at + value[0].lastIndexOf(held)
    bytes.fill(' ', from, from + held.length)
    found = true
  }
  return found
}
