import { Transform } from 'node:stream'
import { Problem } from '#platform/errors.ts'

/** Most bytes of one streamed upload: 5 GiB, for long films, and for a million long articles in one file. */
export const streamLimitBytes = 5 * 1024 ** 3

/** Passes bytes on until there are too many, then fails with 413. */
export function limited(limitBytes = streamLimitBytes): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen > limitBytes) done(new Problem(413, 'body_too_large', { params: { limit: limitBytes } }))
      else done(null, chunk)
    },
  })
}
