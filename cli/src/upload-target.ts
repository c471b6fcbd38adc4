import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Session } from './login-file.ts'
import { language, say } from './words.ts'

/** What becomes of it: a new file, or the new bytes of one. */
export type Target = {
  folder: string
  hidden: boolean
  keepBoth: boolean
  replaces: { id: string; etag: number } | undefined
}

/** It did not get there; the message says why. */
export class Unsent extends Error {}

/** What an upload says of itself when it begins. */
export const metadataOf = (
  local: string,
  { folder, hidden, keepBoth, replaces }: Target,
): Record<string, string> => ({
  filename: basename(local),
  folder,
  private: String(hidden),
  keepBoth: String(keepBoth),
  ...(replaces ? { fileId: replaces.id } : {}),
})

export const headersOf = ({ login }: Session, target?: Target): Record<string, string> => ({
  authorization: `Bearer ${login.token}`,
  'accept-language': language,
  ...(target?.replaces ? { 'if-match': `"${target.replaces.etag}"` } : {}),
})

/** The file as it is on this disk, and where it is going. */
export function keyOf({ login, site }: Session, local: string, { folder, hidden, replaces }: Target): string {
  const { size, mtimeMs } = statSync(local)
  const said = [login.url, site, login.email, resolve(local), size, mtimeMs, folder, hidden, replaces?.id]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** Ctrl-C ends the command; what has arrived is kept. */
export async function interruptible<T>(bar: { end(): void }, work: () => Promise<T>): Promise<T> {
  const interrupted = () => {
    bar.end()
    console.error(
      say('中断しました。同じコマンドで続きから送れます。', 'Stopped. The same command goes on from here.'),
    )
    process.exit(130)
  }
  process.once('SIGINT', interrupted)
  try {
    return await work()
  } finally {
    process.off('SIGINT', interrupted)
    bar.end()
  }
}
