import type { FileHandle } from 'node:fs/promises'

/** So many bytes, or what comes in so long, are written at once. */
const batch = { bytes: 1024 * 1024, ms: 1000 }
/** So many are flushed at once, while the next ones come: a server that dies loses no more than twice that. */
const block = { bytes: 32 * 1024 * 1024, ms: 3000 }

/** Writes what comes in behind the first `offset` bytes of a file; gives the number of bytes that are on the disk, now and then and at the end. */
export async function* appended(
  file: FileHandle,
  offset: number,
  from: AsyncIterable<Buffer>,
): AsyncGenerator<number> {
  let [size, begun, since] = [offset, offset, performance.now()]
  let broken: { by: unknown } | undefined
  let writing = Promise.resolve()
  let flushing: Promise<number> | undefined
  await file.truncate(offset)
  try {
    for await (const bytes of batches(upTo(from, (error) => (broken = { by: error })))) {
      await writing
      writing = later(write(file, bytes, size))
      size += lengthOf(bytes)
      if (size - begun < block.bytes && performance.now() - since < block.ms) continue
      if (flushing) yield await flushing
      ;[begun, since] = [size, performance.now()]
      flushing = later(flushed(file, size, writing))
    }
    if (size > offset) yield await flushed(file, size, writing)
  } finally {
    await Promise.allSettled([writing, flushing])
  }
  if (broken) throw broken.by
}

/** Awaited some time later; until then its failure is nobody's. */
export function later<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}

/** Ends where it breaks. */
export async function* upTo(
  from: AsyncIterable<Buffer>,
  note: (error: unknown) => void,
): AsyncGenerator<Buffer> {
  try {
    yield* from
  } catch (error) {
    note(error)
  }
}

async function* batches(from: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let [bytes, since] = [[] as Buffer[], performance.now()]
  for await (const chunk of from) {
    bytes.push(chunk)
    if (lengthOf(bytes) < batch.bytes && performance.now() - since < batch.ms) continue
    yield bytes
    ;[bytes, since] = [[], performance.now()]
  }
  if (bytes.length > 0) yield bytes
}

const lengthOf = (bytes: readonly Buffer[]): number => bytes.reduce((sum, { length }) => sum + length, 0)

async function write(file: FileHandle, bytes: Buffer[], at: number): Promise<void> {
  let { bytesWritten: done } = await file.writev(bytes, at)
  if (done === lengthOf(bytes)) return
  // The disk took a part of it.
  for (const whole = Buffer.concat(bytes); done < whole.length;)
    done += (await file.write(whole, done, whole.length - done, at + done)).bytesWritten
}

async function flushed(file: FileHandle, size: number, written: Promise<void>): Promise<number> {
  await written
  await file.datasync()
  return size
}
