// One file on its way: by tus, so that a broken line costs nothing that has arrived, and a closed tab little.
import { ProblemError, type UploadedFile } from '@dozo/client'
import type { DetailedError, Upload } from 'tus-js-client'
import { client } from '../../../api/client.ts'
import { i18n } from '../../../locales/i18n.ts'
import { language } from '../../../locales/language.ts'

/** Where it goes and what becomes of it: a new file, or the new bytes of one. */
export type Target = {
  site: string
  /** Id of who sends it: nobody goes on with what another has begun. */
  by: string
  folder: string
  hidden: boolean
  keepBoth: boolean
  replaces: { id: string; etag: number } | undefined
}

/** It did not become a file; the message says why. `clash`: its name is taken. */
export class Unsent extends Error {
  readonly clash: boolean
  readonly moved: boolean
  constructor(message: string, code = '') {
    super(message)
    this.clash = code === 'file_exists'
    this.moved = code === 'version_moved'
  }
}

/** What is under way, to be stopped, and where it goes on. */
export type Line = { url?: string | undefined; stop?: () => Promise<void> }

/** The same file to the same place: what was begun before goes on. */
export const keyOf = (file: File, { site, by, folder, hidden, replaces }: Target): string =>
  JSON.stringify([site, by, folder, hidden, replaces?.id ?? '', file.name, file.size, file.lastModified])

export async function send(
  file: File,
  target: Target,
  line: Line,
  onProgress: (sent: number) => void,
): Promise<UploadedFile> {
  const { site, folder, hidden, keepBoth, replaces } = target
  const tus = await import('tus-js-client')
  const sent = Promise.withResolvers<void>()
  const upload = new tus.Upload(file, {
    endpoint: `/manage/v1/sites/${site}/uploads`,
    uploadUrl: line.url ?? null,
    metadata: {
      filename: file.name,
      folder,
      private: String(hidden),
      keepBoth: String(keepBoth),
      ...(replaces ? { fileId: replaces.id } : {}),
    },
    headers: { 'accept-language': language(), ...(replaces ? { 'if-match': `"${replaces.etag}"` } : {}) },
    retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000],
    fingerprint: async () => `dozo-${keyOf(file, target)}`,
    removeFingerprintOnSuccess: true,
    onUploadUrlAvailable: () => (line.url = upload.url ?? undefined),
    onProgress,
    onShouldRetry: mayHelp,
    onSuccess: () => sent.resolve(),
    onError: sent.reject,
  })
  line.stop = () => stopped(upload, sent.reject)
  try {
    if (line.url === undefined) {
      const begun = (await upload.findPreviousUploads()).at(-1)
      if (begun) upload.resumeFromPreviousUpload(begun)
    }
    upload.start()
    await sent.promise
    const id = upload.url!.slice(upload.url!.lastIndexOf('/') + 1)
    return (await client.uploads.finish({ site, id, body: keepBoth ? { keepBoth } : {} })).data
  } catch (error) {
    throw error instanceof tus.DetailedError ? refusalOf(error) : unsent(error)
  }
}

/** What has arrived is removed, too. */
async function stopped(upload: Upload, reject: (reason: unknown) => void): Promise<void> {
  // What cannot be removed now, the server removes after a day.
  await upload.abort(true).catch(() => undefined)
  reject(new Unsent(''))
}

/** Whether to try again: not after a refusal that will stay one. */
function mayHelp({ originalRequest, originalResponse }: DetailedError): boolean {
  const status = originalResponse?.getStatus() ?? 0
  if (status === 409) return originalRequest.getMethod() !== 'POST'
  return status === 0 || status >= 500 || status === 423 || status === 429
}

type Said = { code: string; detail: string; errors?: { message: string }[] }

const refusedWith = ({ code, detail, errors = [] }: Said) =>
  new Unsent(errors.map(({ message }) => message).join(' ') || detail, code)

/** What the server says; where something before it has answered, its number. */
function refusalOf({ originalResponse }: DetailedError): Unsent {
  if (!originalResponse?.getStatus()) return new Unsent(i18n.t('shell:unreachable'))
  try {
    return refusedWith(JSON.parse(originalResponse.getBody()) as Said)
  } catch {
    return new Unsent(i18n.t('uploads:refused', { status: originalResponse.getStatus() }))
  }
}

function unsent(error: unknown): Unsent {
  if (error instanceof Unsent) return error
  if (error instanceof ProblemError)
    return refusedWith({ code: error.code, detail: error.detail, errors: error.errors })
  return new Unsent(i18n.t('shell:unreachable'))
}
