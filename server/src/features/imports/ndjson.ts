import type { Readable } from 'node:stream'
import { Reply } from '#platform/feature.ts'
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
