import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'

/** Bytes of a file, or of a part of it (both ends included). What breaks before anybody reads is told to who then does: it ends no process. */
export function fileBytes(path: string, part?: { start: number; end: number }): Readable {
  return createReadStream(path, part).on('error', () => undefined)
}
