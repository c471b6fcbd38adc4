import type { FileHandle } from 'node:fs/promises'

/** After so many bytes, or when so long has passed, what was written is flushed: a server that dies loses no more than that. */
const block = { bytes: 32 * 1024 * 1024, ms: 3000 }

/** Writes what comes in behind the first `offset` bytes of a file; gives the number of bytes that are on the disk, after each flush. */
export async function* appended(
  file: FileHandle,
  offset: number,
  from: AsyncIterable<Buffer>,
): AsyncGenerator<number> {
  let [size, safe, since] = [offset, offset, performance.now()]
  let broken: { by: unknown } | undefined
  const flush = async () => {
    await file.datasync()
    since = performance.now()
    return (safe = size)
  }
  await file.truncate(offset)
  for await (const chunk of upTo(from, (error) => (broken = { by: error }))) {
    await writeWhole(file, chunk, size)
    size += chunk.length
    if (size - safe >= block.bytes || performance.now() - since >= block.ms) yield await flush()
  }
  if (size > safe) yield await flush()
  if (broken) throw broken.by
}

/** Ends where it breaks. */
async function* upTo(from: AsyncIterable<Buffer>, note: (error: unknown) => void): AsyncGenerator<Buffer> {
  try {
    yield* from
  } catch (error) {
    note(error)
  }
}

async function writeWhole(file: FileHandle, chunk: Buffer, at: number): Promise<void> {
  for (let done = 0; done < chunk.length;)
    done += (await file.write(chunk, done, chunk.length - done, at + done)).bytesWritten
}
