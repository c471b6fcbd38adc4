/** One line of a file of UTF-8 text, numbered from 1, or why it cannot be read. */
export type TextLine = { line: number } & ({ text: string } | { broken: 'too_long' | 'not_utf8' })

const newline = 0x0a
const carriageReturn = 0x0d

/**
 * The lines of a stream of bytes, each ended by LF or CR LF and without a byte order mark. Nothing else ends a line: JSON texts may hold
 * U+2028 and U+2029 as they are. A line longer than `limitBytes` is passed over in pieces, never held whole.
 */
export async function* textLines(
  stream: AsyncIterable<Buffer>,
  limitBytes: number,
): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 0
  let parts: Buffer[] = []
  let size = 0
  const keep = (part: Buffer) => {
    size += part.length
    if (size <= limitBytes) parts.push(part)
    else parts = []
  }
  const take = (): TextLine => {
    line++
    const bytes = Buffer.concat(parts)
    const long = size > limitBytes
    parts = []
    size = 0
    if (long) return { line, broken: 'too_long' }
    const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length
    try {
      return { line, text: decoder.decode(bytes.subarray(0, end)) }
    } catch {
      return { line, broken: 'not_utf8' }
    }
  }
  for await (const chunk of stream) {
    let from = 0
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      keep(chunk.subarray(from, at))
      yield take()
      from = at + 1
    }
    if (from < chunk.length) keep(chunk.subarray(from))
  }
  if (size > 0) yield take()
}
