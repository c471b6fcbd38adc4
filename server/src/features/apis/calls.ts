// The last calls of an API as they are told to those who build it.
import type { Ctx } from '#platform/ctx.ts'
import { recentCalls } from '#platform/http/recent-calls.ts'
import { endpointsAt, liveApi } from './live.ts'
import { rowOf } from './service.ts'
import type { RecentCalls } from './schema.ts'

export async function list(ctx: Ctx, apiKey: string): Promise<RecentCalls> {
  await rowOf(ctx, apiKey)
  const api = (await liveApi(ctx, apiKey))!
  const { since, calls } = recentCalls(ctx.app, ctx.site.key, apiKey)
  return {
    since: since.toISOString(),
    calls: calls.map(({ id, at, method, url, status, cache, ms, bytes }) => {
      const { path, search } = below(apiKey, url)
      const wanted = method === 'HEAD' ? 'GET' : method
      const found = endpointsAt(api, path).find(({ endpoint }) => endpoint.operation.method === wanted)
      return {
        id,
        at: new Date(at).toISOString(),
        method,
        address: path + search,
        endpoint: found?.endpoint.settings.id ?? null,
        status,
        cache: cache ?? null,
        ms: Math.round(ms * 100) / 100,
        bytes,
      }
    }),
  }
}

function below(apiKey: string, url: string): { path: string; search: string } {
  const rest = url.slice(`/api/${apiKey}`.length)
  const at = rest.indexOf('?')
  return at < 0 ? { path: rest, search: '' } : { path: rest.slice(0, at), search: rest.slice(at) }
}
