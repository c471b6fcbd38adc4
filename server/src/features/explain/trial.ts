// Settings of an endpoint tried before anybody can call them. Whatever they say, the answer holds only what the person who tries them may
// read: who may change an API is not therefore one who may read everything.
import type { Ctx } from '#platform/ctx.ts'
import { invalid, Problem } from '#platform/errors.ts'
import type { OperationReply } from '#platform/operation.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import { endpointsAt } from '#features/apis/live.ts'
import { told, watchedRead, type Run } from './statements.ts'
import { refused, toldBody } from './told-answer.ts'
import type { TrialAnswer, TrialBody } from './schema.ts'

export async function tryEndpoint(ctx: Ctx, { api, endpoint, url }: TrialBody): Promise<TrialAnswer> {
  const live = await settingsOf(ctx, api, endpoint)
  if (live.operation.method !== 'GET' || !live.operation.reference.settings.includes('rights'))
    throw invalid({ 'endpoint/operation': 'trial_reads_only' })
  // A fixed filter may ask about any field: its answers would tell what is in those that one may not read.
  if (live.settings.filter && !readsEverything(ctx)) throw invalid({ 'endpoint/filter': 'trial_filter' })
  if (!URL.canParse(url, 'http://site')) throw invalid({ url: 'wrong_format' })
  const { pathname, search } = new URL(url, 'http://site')
  const prefix = `/api/${api}`
  const [match] = pathname.startsWith(`${prefix}/`)
    ? endpointsAt({ endpoints: [live] }, pathname.slice(prefix.length))
    : []
  if (!match) throw invalid({ url: 'trial_path' })
  const runs: Run[] = []
  const watched = { ...ctx, read: watchedRead(ctx, runs) }
  const settings = { ...live.settings, rights: 'caller' as const }
  const started = performance.now()
  const reply = await answered(ctx, () =>
    live.operation.answer(watched, settings, {
      places: match.places,
      search: search.slice(1),
      body: undefined,
    }),
  )
  const ms = performance.now() - started
  return {
    status: reply.status,
    ms: Math.round(ms * 100) / 100,
    headers: reply.headers,
    ...toldBody(reply.body),
    cost: reply.headers['x-query-cost'] ?? null,
    statements: await Promise.all(runs.map((run) => told(ctx, run))),
  }
}

const readsEverything = ({ rights }: Ctx): boolean =>
  rights.everything ||
  rights.grants.some(
    ({ permission, types, own, condition, fields }) =>
      permission === 'entries.read' && !types && !own && !condition && !fields,
  )

/** What is wrong with the settings is wrong within `endpoint` here. */
async function settingsOf(ctx: Ctx, api: string, input: TrialBody['endpoint']) {
  try {
    return await endpoints.asLive(ctx, api, input)
  } catch (error) {
    if (!(error instanceof Problem) || error.errors.length === 0) throw error
    throw invalid(error.errors.map((one) => ({ ...one, path: `/endpoint${one.path}` })))
  }
}

type Answered = { status: number; headers: Record<string, string>; body: string }

async function answered(ctx: Ctx, work: () => Promise<OperationReply>): Promise<Answered> {
  try {
    const { status, data, meta, headers = {} } = await work()
    return { status, headers, body: JSON.stringify({ data, ...(meta ? { meta } : {}) }) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return refused(ctx, error, ctx.requestId)
  }
}
