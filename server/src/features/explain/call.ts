// A real call of a reading endpoint, for a console that is at another origin than the site: through the site's own door, with its guards,
// its cache and its counts, from the address of whoever asks. It carries nothing of who is signed in to the console.
import type { Ctx } from '#platform/ctx.ts'
import { invalid } from '#platform/errors.ts'
import type { DoorCall, DoorReply } from '#platform/feature.ts'
import { asProblem } from '#platform/http/problems.ts'
import { rememberCall } from '#platform/http/recent-calls.ts'
import { noteRefusal } from '#platform/http/refusals.ts'
import { siteUrl } from '#platform/site-url.ts'
import { refused, toldBody } from './told-answer.ts'
import type { CallBody, SiteAnswer } from './schema.ts'

export async function callSite(ctx: Ctx, { url, token }: CallBody, signal: AbortSignal): Promise<SiteAnswer> {
  const { app, site, ip, language } = ctx
  const since = app.changes.sequence()
  const origin = siteUrl(app, site)
  if (!URL.canParse(url, origin)) throw invalid({ url: 'wrong_format' })
  const { pathname, search } = new URL(url, origin)
  const door = app.features.flatMap(({ siteDoor }) => siteDoor ?? []).find(({ prefix }) => prefix === '/api')
  if (!door || !pathname.startsWith('/api/')) throw invalid({ url: 'only_api_addresses' })
  const call: DoorCall = {
    app,
    site,
    method: 'GET',
    path: pathname,
    search: search.slice(1),
    headers: {
      accept: 'application/json',
      'user-agent': ctx.userAgent,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: undefined,
    ip,
    requestId: app.newId(),
    language,
    origin,
    signal,
    since,
  }
  const started = performance.now()
  const reply =
    door.kept?.({ ...call, now: ctx.now() }) ?? (await answered(ctx, () => door.handle(call), call))
  const ms = performance.now() - started
  const found = reply.headers['x-cache']
  const cache = found === 'hit' || found === 'miss' ? found : undefined
  const body = toldBody(String(reply.body))
  const { requestId: id, method } = call
  const at = ctx.now().getTime()
  const { status } = reply
  rememberCall(app, {
    at,
    id,
    method,
    url: pathname + search,
    status,
    bytes: body.bytes,
    ms,
    cache,
    site: site.key,
  })
  return {
    status,
    ms: Math.round(ms * 100) / 100,
    headers: Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name, String(value)])),
    ...body,
    cache: cache ?? null,
    requestId: call.requestId,
  }
}

/** Refused calls are remembered as those that come from outside. */
async function answered(
  ctx: Ctx,
  work: () => ReturnType<NonNullable<(typeof ctx.app.features)[number]['siteDoor']>['handle']>,
  { requestId, path, method }: DoorCall,
): Promise<Pick<DoorReply, 'status' | 'headers'> & { body: unknown }> {
  try {
    return await work()
  } catch (error) {
    const problem = asProblem(error)
    if (problem.status === 500) throw error
    noteRefusal(ctx.app, { id: requestId, method, url: path, siteKey: ctx.site.key, door: 'site' }, problem)
    return refused(ctx, problem, requestId)
  }
}
