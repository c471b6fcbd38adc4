// What an address of a reading endpoint costs: the statements it makes, how long each took, and which indexes PostgreSQL goes by.
import { createCtx, type Ctx } from '#platform/ctx.ts'
import type { Statement } from '#platform/db/query.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { noRights } from '#platform/rights.ts'
import { say } from '#platform/words.ts'
import { endpointsAt, liveApi } from '#features/apis/live.ts'
import { why } from './words.ts'
import type { QueryExplained } from './schema.ts'

type Run = { statement: Statement; ms: number; rows: number }

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

const watchedRead =
  (ctx: Ctx, runs: Run[]): Ctx['read'] =>
  async <T>(statement: Statement) => {
    const started = performance.now()
    const rows = await ctx.read<T>(statement)
    runs.push({ statement, ms: performance.now() - started, rows: rows.length })
    return rows
  }

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Plan Rows': number
  Plans?: Plan[]
}
const explain = 'explain (format json)'
type Explained = { 'QUERY PLAN': { Plan: Plan }[] }

async function told(ctx: Ctx, { statement, ms, rows }: Run): Promise<QueryExplained['statements'][number]> {
  // An estimated count asks PostgreSQL for a plan itself.
  const text = statement.text.startsWith(explain) ? statement.text : `${explain} ${statement.text}`
  const [explained] = await ctx.read<Explained>({ ...statement, text, values: statement.values })
  const steps = stepsOf(explained!['QUERY PLAN'][0]!.Plan)
  return {
    sql: statement.text.replace(/\s+/g, ' ').trim(),
    ms: Math.round(ms * 100) / 100,
    rows,
    steps,
    hints: steps
      .filter(({ node, table, rows: read }) => node === 'Seq Scan' && table !== null && read > fewRows)
      .map(({ table, rows: read }) => say(why.noIndex, ctx.language, { table, rows: read })),
  }
}

/** A table this small is read whole at no cost. */
const fewRows = 1000

const stepsOf = (plan: Plan): QueryExplained['statements'][number]['steps'] => [
  {
    node: plan['Node Type'],
    table: plan['Relation Name'] ?? null,
    index: plan['Index Name'] ?? null,
    rows: plan['Plan Rows'],
  },
  ...(plan.Plans ?? []).flatMap(stepsOf),
]
