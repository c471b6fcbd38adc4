import { Problem } from '#platform/errors.ts'
import type { RequestParts } from '#platform/feature.ts'
import type { Hold } from './held.ts'
import type { UploadRow } from './sql.ts'

/** The bytes of a request, no more of them than are missing. A refusal leaves its line open, so that the sender hears of it. */
export async function* incoming(
  { headers, stream }: RequestParts,
  { length, offset }: UploadRow,
  { heard, lost, givenUp }: Hold,
): AsyncGenerator<Buffer> {
  let missing = length - offset
  const tooMany = () => new Problem(413, 'upload_longer', { params: { length } })
  if (Number(headers['content-length'] ?? 0) > missing) throw tooMany()
  const chunks = stream.iterator({ destroyOnReturn: false })
  try {
    for (;;) {
      const next = await unless(
        givenUp,
        chunks.next().catch((error: unknown) => {
          lost()
          throw error
        }),
      )
      if (next.done) return
      const chunk = next.value as Buffer
      missing -= chunk.length
      if (missing < 0) throw tooMany()
      heard()
      yield chunk
    }
  } finally {
    // Not waited for: it would wait for the chunk that we no longer do.
    void chunks.return?.()
  }
}

/** What is waited for, or the reason to wait no longer. */
function unless<T>(signal: AbortSignal, wait: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    wait.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
