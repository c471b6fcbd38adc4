// Ways of uploading with tus: by hand, request for request, and with a client that others wrote.
import { Upload, type UploadOptions } from 'tus-js-client'
import type { Answer, Ask } from './harness.ts'

export const tus = { 'tus-resumable': '1.0.0' }

export const metadata = (said: Record<string, string>): string =>
  Object.entries(said)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')

/** One person's uploads in one site, by hand. */
export function uploadsOf(ask: Ask, site = 'main') {
  const at = `/manage/v1/sites/${site}/uploads`
  const begin = (length: number | string, said: Record<string, string> | string, headers: object = {}) =>
    ask(at, {
      method: 'POST',
      headers: {
        ...tus,
        'upload-length': String(length),
        'upload-metadata': typeof said === 'string' ? said : metadata(said),
        ...headers,
      },
    })
  return {
    at,
    begin,
    /** Id of a new one. */
    begun: async (length: number, said: Record<string, string>, headers: object = {}): Promise<string> => {
      const answer = await begin(length, said, headers)
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
      return answer.body.data.id
    },
    send: (id: string, offset: number | string, body: Buffer | string, headers: object = {}) =>
      ask(`${at}/${id}`, {
        method: 'PATCH',
        body: Buffer.from(body),
        headers: {
          ...tus,
          'content-type': 'application/offset+octet-stream',
          'upload-offset': String(offset),
          ...headers,
        },
      }),
    head: (id: string) => ask(`${at}/${id}`, { method: 'HEAD', headers: tus }),
    get: async (id: string) => (await ask(`${at}/${id}`)).body.data,
    finish: (id: string, body: object = {}): Promise<Answer> =>
      ask(`${at}/${id}/finish`, { method: 'POST', body }),
    cancel: (id: string) => ask(`${at}/${id}`, { method: 'DELETE', headers: tus }),
  }
}

type Sent = { fileId: string | undefined; begun: number; retries: number }

/** Sends all of it with tus-js-client, going on without a pause for as often as `retries` says. */
export function sent(
  bytes: Buffer | ReadableStreamDefaultReader,
  base: string,
  { retries = 0, ...options }: UploadOptions & { retries?: number },
): Promise<Sent> {
  const done = Promise.withResolvers<Sent>()
  const counted = { begun: 0, retries: 0 }
  new Upload(bytes, {
    endpoint: `${base}/manage/v1/sites/main/uploads`,
    // The client waits by its own clock; none of the tests does.
    retryDelays: Array.from({ length: retries }, () => 0),
    storeFingerprintForResuming: false,
    ...options,
    onBeforeRequest: (request) => {
      if (request.getMethod() === 'POST') counted.begun++
    },
    onShouldRetry: () => {
      counted.retries++
      return true
    },
    onSuccess: ({ lastResponse }) =>
      done.resolve({ ...counted, fileId: lastResponse.getHeader('Dozo-File') }),
    onError: done.reject,
  }).start()
  return done.promise
}
