// `/files/…` of the site door. What is not there, what is private and what is in the trash are the same 404.
import { createCtx, type Ctx } from '#platform/ctx.ts'
import { notFound, Problem } from '#platform/errors.ts'
import type { DoorCall, SiteDoor } from '#platform/feature.ts'
import { noRights } from '#platform/rights.ts'
import { createTaggedCache, untoldMs } from '#platform/tagged-cache.ts'
import * as links from './links.ts'
import { addressOf } from './name.ts'
import { send } from './send.ts'
import { keeping } from './serve-kept.ts'
import { tagOf } from './service.ts'
import * as sql from './sql.ts'
import { isLasting, transformed } from './transform.ts'
import { transformIn } from './transform-schema.ts'
import { objectOf } from './upload.ts'

type Found = { row: sql.FileRow; object: string; moved: boolean }
const kept = Symbol('files')
const keptBytes = 16 * 1024 * 1024

export const serve: SiteDoor['handle'] = async (call) => {
  if (call.method !== 'GET' && call.method !== 'HEAD')
    throw new Problem(405, 'method_not_allowed', {
      params: { allowed: 'GET, HEAD' },
      headers: { allow: 'GET, HEAD' },
    })
  const ctx = readerOf(call)
  const path = pathIn(call.path)
  const found = path === undefined ? undefined : await lookedUp(ctx, path)
  if (!found) throw notFound()
  const query = new URLSearchParams(call.search)
  const { row, object } = found
  if (!row.public && !(await links.opens(ctx, row.id, query.get('token') ?? ''))) throw notFound()
  const open = {
    // Front ends on other addresses may show it.
    'cross-origin-resource-policy': 'cross-origin',
    ...(row.public ? { 'access-control-allow-origin': '*' } : { 'referrer-policy': 'no-referrer' }),
  }
  if (found.moved) return movedTo(row, call.search, open)
  const transform = transformIn(query)
  const version = transform && !isLasting(transform) ? null : query.get('v')
  const more = { ...open, 'cache-control': cachingOf(row, version) }
  const { method, headers } = call
  const sent = transform
    ? await transformed(ctx, call, { file: row, object, transform, signature: query.get('s'), more })
    : send(row, row.name, { method, headers, more }, (part) =>
        ctx.app.storage.get(objectOf(ctx.site.id, object), part),
      )
  return row.public ? keeping(call, sent, row.size) : sent
}

/** Named with the beginning of its hash it can never be another; by its bare address it may be replaced at any time. */
function cachingOf({ public: everyone, hash }: sql.FileRow, version: string | null): string {
  if (!everyone) return 'private, no-cache'
  const exact = version !== null && version.length >= 8 && hash.startsWith(version)
  return exact ? 'public, max-age=31536000, immutable' : 'public, max-age=60'
}

function movedTo({ path, public: everyone }: sql.FileRow, search: string, open: Record<string, string>) {
  const location = `${addressOf(path)}${search === '' ? '' : `?${search}`}`
  const caching = everyone ? 'public, max-age=60' : 'no-store'
  return { status: 301, headers: { ...open, location, 'cache-control': caching }, body: '' }
}

const lookedUp = async (ctx: Ctx, path: string): Promise<Found | undefined> => {
  const cache = ctx.app.kept(kept, () =>
    createTaggedCache<Found | undefined>(ctx.app.changes, {
      entries: 20_000,
      bytes: keptBytes,
      mostMs: untoldMs,
    }),
  )
  const key = `${ctx.site.id}/${path}`
  const { value } = await cache.fill(key, ctx.now().getTime(), async () => ({
    value: await lookUp(ctx, path),
    tags: [tagOf(ctx.site.id)],
    bytes: 1000 + key.length * 4,
  }))
  return value
}

async function lookUp(ctx: Ctx, path: string): Promise<Found | undefined> {
  const [row] = await sql.at(ctx, path)
  const [former] = row ? [] : await sql.formerlyAt(ctx, path)
  const found = row ?? former
  if (!found || found.held) return undefined
  const [version] = await sql.version(ctx, found.id, found.version)
  return version && { row: found, object: version.id, moved: !row }
}

/** Decoded place by place; a slash that was written as `%2F` is no slash. */
function pathIn(sent: string): string | undefined {
  try {
    const names = sent.slice('/files/'.length).split('/').map(decodeURIComponent)
    if (names.some((name) => name === '' || name.includes('/') || name.includes('\0'))) return undefined
    const path = names.join('/').normalize('NFC')
    return path.length > 0 && path.length <= 2500 ? path : undefined
  } catch {
    return undefined
  }
}

const readerOf = (call: DoorCall): Ctx =>
  createCtx({
    app: call.app,
    site: call.site,
    actor: { kind: 'anonymous' },
    rights: noRights,
    requestId: call.requestId,
    ip: call.ip,
    userAgent: String(call.headers['user-agent'] ?? '').slice(0, 300),
    language: call.language,
  })
