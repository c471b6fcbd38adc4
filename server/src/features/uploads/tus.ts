// The headers of the tus protocol, https://tus.io/protocols/resumable-upload: what they say, and what is none of it.
import { Problem } from '#platform/errors.ts'
import { Reply, type RequestParts } from '#platform/feature.ts'
import { streamLimitBytes } from '#platform/http/stream-limit.ts'
import { errorsIn } from '#platform/http/validate.ts'
import { Metadata } from './schema.ts'

export const uploadBody = 'application/offset+octet-stream'
const version = '1.0.0'
const spoken = { 'tus-resumable': version }

/** What this server can do, for who asks before beginning. */
export const abilities = {
  ...spoken,
  'tus-version': version,
  'tus-extension': 'creation,termination,expiration',
  'tus-max-size': String(streamLimitBytes),
}

/** Answers in the protocol's version, refusals too. A request that writes says which one it speaks. */
export async function speaking(request: RequestParts, work: () => Promise<Reply>): Promise<Reply> {
  try {
    if (/^(POST|PATCH|DELETE)$/.test(request.method) && request.headers['tus-resumable'] !== version)
      throw new Problem(412, 'tus_version', { params: { version }, headers: { 'tus-version': version } })
    const { body, status, headers } = await work()
    return new Reply(body, { status, headers: { ...spoken, ...headers } })
  } catch (error) {
    if (error instanceof Problem) Object.assign(error.headers, spoken)
    throw error
  }
}

/** Other bodies that are streamed have got as far as this. */
export function refuseOtherBody({ headers }: RequestParts): void {
  if (headers['content-type'] !== uploadBody)
    throw new Problem(415, 'unsupported_media_type', { params: { expected: uploadBody } })
}

const wrong = (header: string) => new Problem(400, 'upload_header_wrong', { params: { header } })

/** A number of bytes. Throws 400 for everything else, a missing one as well. */
export function bytesIn({ headers }: RequestParts, header: string): number {
  const text = headers[header.toLowerCase()]
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) throw wrong(header)
  return Number(text)
}

/** Throws 400 without a length, 413 for one that no file may have, 422 for nothing at all. */
export function lengthIn(request: RequestParts): number {
  if (request.headers['upload-defer-length'] !== undefined) throw new Problem(400, 'upload_length_deferred')
  const length = bytesIn(request, 'Upload-Length')
  if (length > streamLimitBytes)
    throw new Problem(413, 'upload_too_large', { params: { limit: streamLimitBytes } })
  if (length === 0) throw new Problem(422, 'file_empty')
  return length
}

/** What usual clients add of their own accord. Names and types are found out otherwise. */
const chatter = ['name', 'type', 'filetype', 'relativePath']
const switches = new Map<unknown, boolean>([
  ['true', true],
  ['', true],
  ['false', false],
])

/** `filename bmV3,private dHJ1ZQ==`. Throws 400 for what is none, 422 for what is not known or does not fit. */
export function metadataIn({ headers }: RequestParts): Metadata {
  const text = headers['upload-metadata'] ?? ''
  if (typeof text !== 'string') throw wrong('Upload-Metadata')
  const said = new Map<string, unknown>()
  for (const pair of text.split(',').filter((one) => one.trim() !== '')) {
    const [key = '', value = '', more] = pair.trim().split(' ')
    if (key === '' || more !== undefined || said.has(key)) throw wrong('Upload-Metadata')
    said.set(key, decoded(value))
  }
  for (const key of chatter) said.delete(key)
  for (const key of ['private', 'keepBoth'])
    if (said.has(key)) said.set(key, switches.get(said.get(key)) ?? said.get(key))
  const metadata = Object.fromEntries(said)
  const errors = errorsIn(Metadata, metadata)
  if (errors.length > 0) throw new Problem(422, 'invalid', { errors })
  return metadata
}

function decoded(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64') !== base64) throw wrong('Upload-Metadata')
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw wrong('Upload-Metadata')
  }
}
