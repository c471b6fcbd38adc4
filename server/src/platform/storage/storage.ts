import type { Readable } from 'node:stream'

/** Bytes under a name, such as `imports/<site>/<id>.ndjson`. */
export type Storage = {
  /** Whole or not at all. */
  put(name: string, from: Readable | AsyncIterable<string | Buffer>, signal?: AbortSignal): Promise<void>
  /**
   * Goes on with an unfinished thing behind its first `offset` bytes; what else there is of it is dropped. `offset` is what was told last, or
   * the time before, by somebody who did not live to note it. Tells now and then how many bytes are safe, and when what comes in breaks it
   * tells that of all that had come, before it throws.
   */
  append(name: string, offset: number, from: AsyncIterable<Buffer>): AsyncIterable<number>
  /** An unfinished thing of so many bytes is whole from now on. Nothing happens when it is already. Throws when bytes of it are missing. */
  seal(name: string, size: number): Promise<void>
  /** `part`: first and last byte. What breaks before anybody reads is told to who then does. */
  get(name: string, part?: { start: number; end: number }): Readable
  /** Bytes. */
  size(name: string): Promise<number>
  /** Everything below a folder, unfinished writes among it, in no order. */
  list(folder: string): AsyncIterable<{ name: string; changedMs: number }>
  has(name: string): Promise<boolean>
  /** The whole thing, and what there is of an unfinished one. */
  remove(name: string): Promise<void>
  /** Free space, bytes: infinitely many where nobody says. */
  free(): Promise<number>
  /** What is still waited for fails, as this process is to end. */
  giveUp?(): void
  /** Where bytes may come in past this server. */
  direct?: Direct
}

/** In parts as `part-size.ts` cuts them. */
export type Direct = {
  /** An address for each of these parts of a thing of `size` bytes, to PUT just its bytes to, good for `seconds`. One caller at a time. */
  addresses(
    name: string,
    size: number,
    parts: readonly number[],
    seconds: number,
  ): Promise<{ url: string; expiresAt: Date }[]>
  /** Numbers of the parts that are there, whole. */
  arrived(name: string, size: number): Promise<number[]>
  /** Its parts are the thing from now on. Nothing happens when they are already; throws 410 when some are gone. */
  seal(name: string, size: number): Promise<void>
}

/** Names that cannot lead elsewhere. */
export function checkedName(name: string): string {
  if (!/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/.test(name))
    throw new Error(`not a storage name: ${name}`)
  return name
}
