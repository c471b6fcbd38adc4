import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { hash } from 'node:crypto'
import type { App } from '#platform/app.ts'
import type { DoorReply } from '#platform/feature.ts'
import type { Uses } from '#features/apis/live.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'

/** An answer as ready buffers. `origins`: whose pages may read it. */
export type Ready = {
  status: number
  headers: Record<string, string>
  etag: string
  body: Buffer
  gzip: Buffer | undefined
  brotli: Buffer | undefined
  origins: readonly string[]
  /** Whose calls these are. */
  uses: Uses
  /** Replies from memory to callers without conditions, one per packing: the same object every time. */
  hits: Map<Packing, DoorReply>
}
type Packing = 'br' | 'gzip' | 'none'

const kept = Symbol('delivery cache')
const longestMs = 60 * 60 * 1000
const worthPacking = 1024

export const cacheOf = (app: App) =>
  app.kept(kept, () =>
    createTaggedCache<Ready>(app.changes, { entries: 100_000, bytes: app.config.cacheBytes }),
  )

type Headers = Record<string, string | string[] | undefined>

/** Key of what one class of callers gets for one address. Addresses that differ only in the order of parameters are kept apart. */
export const cacheKey = (
  siteId: string,
  callerClass: string,
  path: string,
  search: string,
  format: Format = 'json',
): string => `${siteId} ${callerClass} ${path}?${search}${format === 'json' ? '' : ` ${format}`}`

export type Format = 'json' | 'csv'

/** CSV is for those who ask for nothing else; whoever also takes JSON gets JSON. */
export const formatOf = ({ accept }: Headers): Format =>
  typeof accept === 'string' && accept.includes('text/csv') && !accept.includes('application/json')
    ? 'csv'
    : 'json'

export const openClass = 'open'

type Parts = {
  uses: Uses
  status: number
  headers: Record<string, string>
  text: string
  origins: readonly string[]
  pack: boolean
}

export function ready({ uses, status, headers, text, origins, pack }: Parts): Ready {
  const body = exact(Buffer.from(text))
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 22)}"`
  const packed = pack && body.length >= worthPacking
  return {
    uses,
    status,
    headers: { ...headers, etag, vary: 'Accept, Accept-Encoding, Origin' },
    etag,
    body,
    gzip: packed ? exact(gzipSync(body, { level: 6 })) : undefined,
    brotli: packed
      ? exact(brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }))
      : undefined,
    origins,
    hits: new Map(),
  }
}

/** In memory of its own: packers answer with the beginning of a block of 16 KB, short texts with a part of a shared one, and hold it whole. */
function exact(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

export const bytesOf = (one: Ready): number =>
  one.body.length + (one.gzip?.length ?? 0) + (one.brotli?.length ?? 0) + 1024

/** How long it may be kept in this process: until the next boundary, an hour at most. */
export const keptUntil = (nowMs: number, until: Date | undefined): number =>
  Math.min(nowMs + longestMs, until?.getTime() ?? Infinity)

/** What this caller is sent: 304 when they have it, the packed form when they take it. */
export function replyOf(one: Ready, headers: Headers, cache: 'hit' | 'miss'): DoorReply {
  const packing = packingOf(one, headers)
  const plain = cache === 'hit' && headers['if-none-match'] === undefined && headers['origin'] === undefined
  if (!plain) return madeReply(one, packing, headers, cache)
  const known = one.hits.get(packing)
  if (known) return known
  const made = madeReply(one, packing, headers, cache)
  one.hits.set(packing, made)
  return made
}

function packingOf(one: Ready, headers: Headers): Packing {
  const accepted = headers['accept-encoding']
  if (typeof accepted !== 'string') return 'none'
  if (one.brotli && /\bbr\b/.test(accepted)) return 'br'
  return one.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : 'none'
}

function madeReply(one: Ready, packing: Packing, headers: Headers, cache: 'hit' | 'miss'): DoorReply {
  const sent: Record<string, string> = {
    ...one.headers,
    'x-cache': cache,
    ...corsHeaders(one.origins, headers),
  }
  const known = headers['if-none-match']
  if (typeof known === 'string' && (known === one.etag || known.includes(one.etag)))
    return { status: 304, headers: sent, body: '' }
  const body = packing === 'br' ? one.brotli! : packing === 'gzip' ? one.gzip! : one.body
  if (packing !== 'none') sent['content-encoding'] = packing
  sent['content-length'] = String(body.length)
  return { status: one.status, headers: sent, body }
}

/** What a page of another origin may read besides the body. */
const exposed = 'etag, link, retry-after, x-request-id, ratelimit-limit, ratelimit-remaining, ratelimit-reset'

export function corsHeaders(origins: readonly string[], headers: Headers): Record<string, string> {
  const origin = headers['origin']
  if (typeof origin !== 'string' || origins.length === 0) return {}
  const shown = { 'cross-origin-resource-policy': 'cross-origin', 'access-control-expose-headers': exposed }
  if (origins.includes('*')) return { 'access-control-allow-origin': '*', ...shown }
  if (!origins.includes(origin)) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    ...shown,
  }
}
