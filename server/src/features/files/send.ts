// How bytes leave: whole or a part, or not at all when the caller has them; shown where that is harmless, as a download otherwise.
import { Readable } from 'node:stream'
import { isPassive } from './content.ts'
import type { Content } from './upload.ts'

export type Sent = { status: number; headers: Record<string, string>; body: Readable | Buffer | string }
type Headers = Record<string, string | string[] | undefined>

/** `open`: the bytes from `start` to `end`, both within. `asked`: the request's headers; HEAD sends no body. */
export function send(
  content: Pick<Content, 'type' | 'size' | 'hash' | 'width'>,
  name: string,
  { method, headers: asked, more = {} }: { method: string; headers: Headers; more?: Record<string, string> },
  open: (part?: { start: number; end: number }) => Readable | Buffer,
): Sent {
  const etag = etagOf(content.hash)
  const headers: Record<string, string> = {
    etag,
    'accept-ranges': 'bytes',
    ...policyOf(content, name),
    ...more,
  }
  if (asked['if-match'] !== undefined && !matches(asked['if-match'], etag, 'strong'))
    return { status: 412, headers: { ...headers, ...nothing }, body: '' }
  if (matches(asked['if-none-match'], etag)) return { status: 304, headers, body: '' }
  // RFC 9110, 14.2: parts are for GET.
  const part = method === 'GET' ? partOf(asked, content.size, etag) : undefined
  if (part === 'outside')
    return {
      status: 416,
      headers: { ...headers, ...nothing, 'content-range': `bytes */${content.size}` },
      body: '',
    }
  const { start, end } = part ?? { start: 0, end: content.size - 1 }
  const sent = {
    ...headers,
    'content-length': String(end - start + 1),
    ...(part ? { 'content-range': `bytes ${start}-${end}/${content.size}` } : {}),
  }
  // Of an empty text Fastify would say that it is 0 bytes long.
  const body = method === 'HEAD' ? Readable.from([]) : open(part)
  return { status: part ? 206 : 200, headers: sent, body }
}

/** A file is never a page of ours: what could run is a download, and in a sandbox even so. */
function policyOf({ type, width }: Pick<Content, 'type' | 'width'>, name: string): Record<string, string> {
  const text = /^text\/|^application\/(json|xml)$|^image\/svg/.test(type)
  return {
    'content-type': text ? `${type}; charset=utf-8` : type,
    'content-disposition': `${isPassive({ type, width }) ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(name)}`,
    'content-security-policy':
      "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; sandbox",
  }
}

/** As RFC 8187 wants it. */
const encoded = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const etagOf = (hash: string): string => `"${hash.slice(0, 32)}"`

/** Whether the caller has just these bytes, and will be told nothing but that. */
export const hasIt = (asked: Headers, hash: string): boolean =>
  asked['if-match'] === undefined && matches(asked['if-none-match'], etagOf(hash))

const matches = (header: string | string[] | undefined, etag: string, strength?: 'strong'): boolean =>
  typeof header === 'string' &&
  (header.trim() === '*' ||
    header.split(',').some((one) => (strength ? one.trim() : one.trim().replace(/^W\//, '')) === etag))

/** A refusal has no body, and no cache keeps it in the file's place. */
const nothing = { 'content-length': '0', 'cache-control': 'no-store' }

type Part = { start: number; end: number }

/** The one part that is asked for. Several at once, units that we do not know, and parts of a file that has changed: the whole. */
function partOf(asked: Headers, size: number, etag: string): Part | 'outside' | undefined {
  const { range } = asked
  if (typeof range !== 'string') return undefined
  const same = asked['if-range']
  if (same !== undefined && same !== etag) return undefined
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range.trim())
  if (!found) return undefined
  const [, from = '', to = ''] = found
  if (from === '' && to === '') return undefined
  if (from === '')
    return Number(to) === 0 ? 'outside' : { start: Math.max(0, size - Number(to)), end: size - 1 }
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < start) return undefined
  return start >= size ? 'outside' : { start, end }
}
