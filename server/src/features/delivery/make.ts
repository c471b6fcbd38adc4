// One answer made, not kept: the operation does its work, and what it says gets its form and its headers.
import { Problem } from '#platform/errors.ts'
import type { DoorCall } from '#platform/feature.ts'
import { ifMatchOf } from '#platform/http/if-match.ts'
import { checkBody } from '#platform/http/validate.ts'
import type { OperationReply } from '#platform/operation.ts'
import { agingHeaders } from './aging.ts'
import { csvRow, csvText } from '#lib/csv.ts'
import { parseJson } from '#lib/safe-json.ts'
import { apisTag, usesOf, type LiveApi, type LiveEndpoint } from '#features/apis/live.ts'
import { formatOf, openClass, ready, type Format, type Ready } from './cache.ts'
import type { Caller } from './caller.ts'

export type Made = { one: Ready; tags: string[]; until: Date | undefined }

export async function make(
  { ctx, class: callerClass }: Caller,
  api: LiveApi,
  { operation, settings }: LiveEndpoint,
  places: Record<string, string>,
  call: DoorCall,
): Promise<Made> {
  const body = operation.body || operation.takesBody ? bodyOf(call) : undefined
  if (operation.body) checkBody(operation.body, body)
  const reply = await operation.answer(ctx, settings, {
    places,
    search: call.search,
    body,
    // On a read it speaks of the answer, not of an entry.
    ifMatch: operation.method === 'GET' ? undefined : ifMatchOf(call.headers['if-match']),
  })
  const open = callerClass === openClass
  const keep = operation.cacheable && settings.cacheSeconds > 0
  const tags = [...reply.tags, apisTag(ctx.site.id), 'sites', ...(open ? [] : [`groups:${ctx.site.id}`])]
  const { type, text, ...more } = bodyIn(
    operation.method === 'GET' ? formatOf(call.headers) : 'json',
    reply,
    call,
  )
  const headers = {
    'content-type': type,
    'cache-control': cacheControl(keep, open, settings.cacheSeconds),
    ...(keep && open
      ? {
          'surrogate-key': tags
            .slice(0, 100)
            .map((tag) => tag.replace(/[^\w:-]/g, ''))
            .join(' '),
        }
      : {}),
    ...more,
    ...reply.headers,
    ...agingHeaders(settings, more.link),
  }
  return {
    one: ready({
      uses: usesOf(ctx, settings.id),
      status: reply.status,
      headers,
      text,
      origins: api.origins,
      pack: keep,
    }),
    tags,
    until: reply.until,
  }
}

/** Where a CSV goes on, its `link` says: there is no place for it among the rows. */
function bodyIn(format: Format, { data, meta }: OperationReply, call: DoorCall) {
  if (format === 'json') {
    const text = data === undefined ? '' : JSON.stringify({ data, ...(meta ? { meta } : {}) })
    return { type: 'application/json; charset=utf-8', text }
  }
  const rows = (Array.isArray(data) ? data : [data]).map((one: unknown) => csvRow(one))
  const { next } = (meta?.['page'] ?? {}) as { next?: string | null }
  if (!next) return { type: 'text/csv; charset=utf-8', text: csvText(rows) }
  const query = new URLSearchParams(call.search)
  query.set('page[after]', next)
  return { type: 'text/csv; charset=utf-8', text: csvText(rows), link: `<${call.path}?${query}>; rel="next"` }
}

/** Browsers ask again each time (a 304 is cheap); a CDN may keep it as long as the owner of the site has said. */
function cacheControl(keep: boolean, open: boolean, seconds: number): string {
  if (!keep) return 'no-store'
  return open ? `public, max-age=0, s-maxage=${seconds}` : 'private, no-cache'
}

export function bodyOf(call: DoorCall): unknown {
  const type = String(call.headers['content-type'] ?? '')
  if (!/^application\/json\b/i.test(type) || !call.body) {
    throw new Problem(415, 'unsupported_media_type', { params: { expected: 'application/json' } })
  }
  return parseJson(call.body.toString('utf8'))
}
