// Large files are sent so that a broken line, or Ctrl-C, costs nothing that has arrived: the same command goes on where it stopped.
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { UploadedFile } from '@dozo/client'
import { DetailedError, Upload } from 'tus-js-client'
import type { Session } from './login-file.ts'
import { size } from './files-named.ts'
import { progress } from './print.ts'
import { forget, remember, remembered } from './unfinished.ts'
import { headersOf, interruptible, keyOf, metadataOf, Unsent, type Target } from './upload-target.ts'
import { refuse } from './words.ts'

/** Smaller ones are sent in one go. */
export const bigBytes = 16 * 1024 * 1024

export async function sendBig(known: Session, local: string, target: Target): Promise<UploadedFile> {
  const { login, site, client } = known
  const key = keyOf(known, local, target)
  const bar = progress(basename(local), size)
  const sent = Promise.withResolvers<void>()
  const upload = new Upload(createReadStream(local) as unknown as Buffer, {
    endpoint: `${login.url}/manage/v1/sites/${site}/uploads`,
    uploadUrl: remembered(key) ?? null,
    metadata: metadataOf(local, target),
    headers: headersOf(known, target),
    retryDelays: [0, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000],
    storeFingerprintForResuming: false,
    onUploadUrlAvailable: () => remember(key, upload.url!),
    onProgress: bar.at,
    onShouldRetry: mayHelp,
    onSuccess: () => sent.resolve(),
    onError: sent.reject,
  })
  return interruptible(bar, async () => {
    try {
      upload.start()
      await sent.promise
    } catch (error) {
      throw error instanceof DetailedError ? new Unsent(wordsOf(error), { cause: error }) : error
    }
    const id = idIn(upload.url!)
    const body = target.keepBoth ? { keepBoth: true } : {}
    const { data } = await client.uploads.finish({ site, id, body })
    forget(key)
    return data
  })
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
  const headers = headersOf(known)
  try {
    await Upload.terminate(url, { headers })
  } catch (error) {
    if (!(error instanceof DetailedError) || error.originalResponse?.getStatus() !== 404) throw error
  }
  forget(key)
}

export const idIn = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

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
