// Large files are sent so that a broken line, or Ctrl-C, costs nothing that has arrived: the same command goes on where it stopped.
import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { UploadedFile } from '@dozo/client'
import { DetailedError, Upload } from 'tus-js-client'
import type { Session } from './login-file.ts'
import { size } from './files-named.ts'
import { progress } from './print.ts'
import { forget, remember, remembered } from './unfinished.ts'
import { language, refuse, say } from './words.ts'

/** Smaller ones are sent in one go. */
export const bigBytes = 16 * 1024 * 1024

/** What becomes of it: a new file, or the new bytes of one. */
export type Target = {
  folder: string
  hidden: boolean
  keepBoth: boolean
  replaces: { id: string; etag: number } | undefined
}

/** It did not get there; the message says why. */
export class Unsent extends Error {}

export async function sendBig(known: Session, local: string, target: Target): Promise<UploadedFile> {
  const { login, site, client } = known
  const key = keyOf(known, local, target)
  const bar = progress(basename(local), size)
  const sent = Promise.withResolvers<void>()
  const { folder, hidden, keepBoth, replaces } = target
  const upload = new Upload(createReadStream(local) as unknown as Buffer, {
    endpoint: `${login.url}/manage/v1/sites/${site}/uploads`,
    uploadUrl: remembered(key) ?? null,
    metadata: {
      filename: basename(local),
      folder,
      private: String(hidden),
      keepBoth: String(keepBoth),
      ...(replaces ? { fileId: replaces.id } : {}),
    },
    headers: {
      authorization: `Bearer ${login.token}`,
      'accept-language': language,
      ...(replaces ? { 'if-match': `"${replaces.etag}"` } : {}),
    },
    retryDelays: [0, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000],
    storeFingerprintForResuming: false,
    onUploadUrlAvailable: () => remember(key, upload.url!),
    onProgress: bar.at,
    onShouldRetry: mayHelp,
    onSuccess: () => sent.resolve(),
    onError: sent.reject,
  })
  const interrupted = () => {
    bar.end()
    console.error(
      say('中断しました。同じコマンドで続きから送れます。', 'Stopped. The same command goes on from here.'),
    )
    process.exit(130)
  }
  process.once('SIGINT', interrupted)
  try {
    upload.start()
    await sent.promise
    const id = idIn(upload.url!)
    const { data } = await client.uploads.finish({ site, id, body: keepBoth ? { keepBoth } : {} })
    forget(key)
    return data
  } catch (error) {
    throw error instanceof DetailedError ? new Unsent(wordsOf(error), { cause: error }) : error
  } finally {
    process.off('SIGINT', interrupted)
    bar.end()
  }
}

/** Removes what has arrived of a file. */
export async function dropBig(known: Session, local: string, target: Target): Promise<void> {
  const key = keyOf(known, local, target)
  const url =
    remembered(key) ??
    refuse(
      `${local} に、途中のアップロードはありません。`,
      `There is no upload of ${local} that could go on.`,
    )
  const headers = { authorization: `Bearer ${known.login.token}`, 'accept-language': language }
  try {
    await Upload.terminate(url, { headers })
  } catch (error) {
    if (!(error instanceof DetailedError) || error.originalResponse?.getStatus() !== 404) throw error
  }
  forget(key)
}

/** The file as it is on this disk, and where it is going. */
function keyOf({ login, site }: Session, local: string, { folder, hidden, replaces }: Target): string {
  const { size, mtimeMs } = statSync(local)
  const said = [login.url, site, login.email, resolve(local), size, mtimeMs, folder, hidden, replaces?.id]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

const idIn = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

/** Whether to try again: not after a refusal that will stay one. */
function mayHelp({ originalRequest, originalResponse }: DetailedError): boolean {
  const status = originalResponse?.getStatus() ?? 0
  if (status === 409) return originalRequest.getMethod() !== 'POST'
  return status === 0 || status >= 500 || status === 423 || status === 429
}

/** What the server says, where it has said something. */
function wordsOf({ originalResponse, causingError, message }: DetailedError): string {
  try {
    return (JSON.parse(originalResponse!.getBody()) as { detail: string }).detail
  } catch {
    return causingError?.message ?? message
  }
}
