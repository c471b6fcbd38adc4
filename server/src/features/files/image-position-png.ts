// PNG guards each chunk with a checksum, and may hold EXIF and XMP packed or spelled out in text.
import { crc32 } from 'node:zlib'

const headBytes = 8
const packedText = /^Raw profile type (exif|app1|xmp)\0/i
const packedXmp = /^XML:com\.adobe\.xmp\0\x01/

/** Chunks that could hold a position where nobody sees it are left out; checksums are right again. Nothing: it is as it was. */
export function cleanPng(bytes: Buffer, changed: boolean): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, headBytes)]
  let dropped = false
  for (let at = headBytes; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return changed ? bytes : undefined
    const chunk = bytes.subarray(at, end)
    const text = /^[zi]TXt|^tEXt/.test(chunk.toString('latin1', 4, 8)) ? chunk.toString('latin1', 8, 48) : ''
    if (packedText.test(text) || packedXmp.test(text)) dropped = true
    else {
      if (changed && /^(eXIf|iTXt|tEXt)/.test(chunk.toString('latin1', 4, 8)))
        chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4)
      kept.push(chunk)
    }
    at = end
  }
  return changed || dropped ? Buffer.concat(kept) : undefined
}
