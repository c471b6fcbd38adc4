// What a call asked of the database: the statements, how long each took, and which indexes PostgreSQL goes by.
import type { Ctx } from '#platform/ctx.ts'
import type { Statement } from '#platform/db/query.ts'
import { say } from '#platform/words.ts'
import { why } from './words.ts'
import type { QueryExplained } from './schema.ts'

export type Run = { statement: Statement; ms: number; rows: number }

export const watchedRead =
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

export async function told(
  ctx: Ctx,
  { statement, ms, rows }: Run,
): Promise<QueryExplained['statements'][number]> {
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
