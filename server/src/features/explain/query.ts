// What an address of a reading endpoint costs: the statements it makes, how long each took, and which indexes PostgreSQL goes by.
import { createCtx, type Ctx } from '#platform/ctx.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { noRights } from '#platform/rights.ts'
import { endpointsAt, liveApi } from '#features/apis/live.ts'
import { told, watchedRead, type Run } from './statements.ts'
import type { QueryExplained } from './schema.ts'

export async function explainQuery(ctx: Ctx, url: string): Promise<QueryExplained> {
  if (!URL.canParse(url, 'http://site')) throw invalid({ url: 'wrong_format' })
  const { pathname, search } = new URL(url, 'http://site')
  const [, prefix, apiKey = '', ...rest] = pathname.split('/')
  const api = prefix === 'api' ? await liveApi(ctx, apiKey) : undefined
  const found = api && endpointsAt(api, `/${rest.join('/')}`)
  const match = found?.find(({ endpoint }) => endpoint.operation.method === 'GET')
  if (!match) throw notFound()
  const { settings, operation } = match.endpoint
  const runs: Run[] = []
  const caller =
    settings.rights === 'caller' ? ctx : createCtx({ ...ctx, actor: { kind: 'anonymous' }, rights: noRights })
  const watched = { ...caller, read: watchedRead(ctx, runs) }
  const reply = await operation.answer(watched, settings, {
    places: match.places,
    search: search.slice(1),
    body: undefined,
  })
  return {
    path: settings.path,
    operation: operation.name,
    status: reply.status,
    cost: reply.headers?.['x-query-cost'] ?? null,
    statements: await Promise.all(runs.map((run) => told(ctx, run))),
  }
}
