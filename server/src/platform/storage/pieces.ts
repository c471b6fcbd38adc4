/** What comes in, behind `begun`, in pieces of `size` bytes; the last one is what is left, and none when nothing is. */
export async function* inPieces(
  from: AsyncIterable<string | Buffer>,
  size: number,
  begun: Buffer = Buffer.alloc(0),
): AsyncGenerator<Buffer> {
  let [chunks, bytes] = [[begun], begun.length]
  for await (const chunk of from) {
    let left = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    while (bytes + left.length >= size) {
      const taken = left.subarray(0, size - bytes)
      yield Buffer.concat([...chunks, taken])
      left = left.subarray(taken.length)
      ;[chunks, bytes] = [[], 0]
    }
    chunks.push(left)
    bytes += left.length
  }
  if (bytes > 0) yield Buffer.concat(chunks)
}
