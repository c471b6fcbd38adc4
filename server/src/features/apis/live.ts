import type { Ctx } from '#platform/ctx.ts'
import type { EndpointSettings, Operation } from '#platform/operation.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'
import { settingsOf } from './check-endpoint.ts'
import * as sql from './sql.ts'
import type { EndpointInput } from './schema.ts'

export { lendsToStrangers } from './strangers.ts'
export { countUse, usesOf, type Uses } from './usage.ts'

export type LiveEndpoint = {
  settings: EndpointSettings
  operation: Operation
  who: { groups?: string[] | undefined } | null
  segments: string[]
}
export type LiveApi = Omit<sql.ApiRow, 'endpoints' | 'etag'> & { endpoints: LiveEndpoint[] }

const kept = Symbol('apis')
export const apisTag = (siteId: string) => `apis:${siteId}`

/** An API ready to answer, kept in memory until it or one of its endpoints changes. */
export async function liveApi(ctx: Ctx, key: string): Promise<LiveApi | undefined> {
  const cache = ctx.app.kept(kept, () =>
    createTaggedCache<LiveApi | undefined>(ctx.app.changes, { entries: 1000 }),
  )
  const found = await cache.fill(`${ctx.site.id}/${key}`, ctx.now().getTime(), async () => {
    const [row] = await sql.get(ctx, key)
    const value = row && {
      ...row,
      endpoints: (await sql.endpoints(ctx, row.id)).flatMap(
        ({ id, definition }) => liveEndpoint(ctx, id, definition) ?? [],
      ),
    }
    return { value, tags: [apisTag(ctx.site.id)] }
  })
  return found.value
}

/** Nothing where the operation is gone. */
export function liveEndpoint(ctx: Ctx, id: string, input: EndpointInput): LiveEndpoint | undefined {
  const operation = ctx.app.features.flatMap((f) => f.operations).find((one) => one.name === input.operation)
  if (!operation) return undefined
  const settings = settingsOf(id, input)
  return { settings, operation, who: input.who ?? null, segments: settings.path.split('/').slice(1) }
}

/** The endpoints whose path fits, those with more fixed words first, and what stands in their places. */
export function endpointsAt(
  api: Pick<LiveApi, 'endpoints'>,
  path: string,
): { endpoint: LiveEndpoint; places: Record<string, string> }[] {
  const segments = path.split('/').slice(1)
  return api.endpoints
    .flatMap((endpoint) => {
      const places = placesIn(endpoint.segments, segments)
      return places ? [{ endpoint, places }] : []
    })
    .sort((a, b) => Object.keys(a.places).length - Object.keys(b.places).length)
}

function placesIn(wanted: readonly string[], sent: readonly string[]): Record<string, string> | undefined {
  if (wanted.length !== sent.length) return undefined
  const places: Record<string, string> = {}
  for (const [i, segment] of wanted.entries()) {
    const own = sent[i]!
    if (!segment.startsWith('{')) {
      if (segment !== own) return undefined
      continue
    }
    const text = decoded(own)
    if (!text) return undefined
    places[segment.slice(1, -1)] = text
  }
  return places
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
