// Files that are sent out.
import { Readable } from 'node:stream'
import { Reply } from '#platform/feature.ts'
import { toCp932 } from '#lib/cp932.ts'
import { contentTypes } from './format.ts'

export const download = (stream: Readable | Buffer, name: string, contentType: string, more = {}): Reply =>
  new Reply(stream, {
    status: 200,
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      ...more,
    },
  })

export const ndjson = (stream: Readable, name: string): Reply => download(stream, name, contentTypes.ndjson)

export function csvReply(name: string, parts: AsyncIterable<string>, encoding: 'utf-8' | 'cp932'): Reply {
  async function* bytes() {
    // Without a byte order mark Excel reads UTF-8 as noise.
    if (encoding === 'utf-8') yield Buffer.from('\uFEFF')
    for await (const part of parts) yield encoding === 'cp932' ? toCp932(part) : Buffer.from(part)
  }
  const charset = encoding === 'cp932' ? 'windows-31j' : 'utf-8'
  return download(Readable.from(bytes()), `${name}.csv`, `text/csv; charset=${charset}`)
}
