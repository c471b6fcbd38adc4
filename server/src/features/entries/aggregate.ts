// Counting for readers: how many entries there are, by what they have in common, and the least, most, sum and mean of their numbers.
import {
  bindAggregate,
  measures,
  units,
  type Aggregate,
  type Group,
  type Measure,
} from '@dozo/content-model/query/aggregate'
import type { Binding } from '@dozo/content-model/query/bind-filter'
import { limits } from '@dozo/content-model/limits'
import type { ParsedQuery } from '@dozo/content-model/query/ast'
import type { Ctx } from '#platform/ctx.ts'
import { Problem } from '#platform/errors.ts'
import type { OperationReply } from '#platform/operation.ts'
import { nextBoundary } from './boundary.ts'
import { aggregateSql, type AggregateRow } from './aggregate-sql.ts'
import { toRead } from './list-sql.ts'
import { listOf, typeIdsIn, type Delivered } from './read-live.ts'

/** The parameters of an aggregate, taken out of a question; the rest is asked like a list. */
export function takeAggregate(parsed: ParsedQuery) {
  const { group, min, max, sum, avg, ...other } = parsed.other
  const { sort, ...rest } = parsed
  return { asked: { group, min, max, sum, avg, sort }, rest: { ...rest, other } }
}

export type Asked = ReturnType<typeof takeAggregate>['asked']

export type Counting = Pick<Binding, 'allowed' | 'readable'>

/** Throws 400 that names the parameter. `cost`: what the question has cost so far. */
export function boundAggregate(
  { type, model, bound }: Delivered,
  asked: Asked,
  counting: Counting,
): { aggregate: Aggregate; cost: number } {
  const binding: Binding = { model, audience: 'delivery', issues: [], cost: bound.cost, ...counting }
  const aggregate = bindAggregate(asked, type, binding)
  if (binding.cost > limits.queryCost)
    binding.issues.push({
      path: '',
      code: 'query_too_costly',
      params: { cost: binding.cost, limit: limits.queryCost },
    })
  if (binding.issues.length > 0) throw new Problem(400, 'bad_query', { errors: binding.issues.slice(0, 20) })
  return { aggregate, cost: binding.cost }
}

export async function answerAggregate(
  ctx: Ctx,
  delivered: Delivered,
  aggregate: Aggregate,
): Promise<OperationReply> {
  const { bound, type } = delivered
  const typeIds = [...new Set([...typeIdsIn(delivered), ...pointedTo(delivered, aggregate.groups)])]
  const [rows, until] = await Promise.all([
    aggregateRows(ctx, delivered, aggregate),
    nextBoundary(ctx, typeIds),
  ])
  return {
    status: 200,
    data: rows.slice(0, bound.size).map((row) => told(row, aggregate)),
    meta: { more: rows.length > bound.size },
    tags: [`type:${type.id}`, ...typeIds.map((id) => `type:${id}`)],
    until,
  }
}

export function aggregateRows(
  ctx: Ctx,
  delivered: Delivered,
  aggregate: Aggregate,
  among?: string[],
): Promise<AggregateRow[]> {
  const listed = listOf(ctx, delivered, among)
  return ctx.read<AggregateRow>(toRead(listed, aggregateSql(listed, aggregate, ctx.site.timeZone)))
}

const pointedTo = ({ model }: Delivered, groups: readonly Group[]): string[] =>
  groups.flatMap(({ target }) =>
    target.kind !== 'attribute' ? (target.field.to ?? []).flatMap((key) => model.type(key)?.id ?? []) : [],
  )

function told(row: AggregateRow, { groups, measures: asked }: Aggregate) {
  const of = (kind: Measure['kind']) =>
    Object.fromEntries(
      asked.flatMap((one, n) => (one.kind === kind ? [[one.name, row[`m${n}`] ?? null]] : [])),
    )
  return {
    group: Object.fromEntries(groups.map((group, n) => [group.by, groupValue(group, row[`g${n}`])])),
    count: row.count,
    ...Object.fromEntries(
      measures.filter((kind) => asked.some((one) => one.kind === kind)).map((kind) => [kind, of(kind)]),
    ),
  }
}

export const groupValue = ({ target }: Group, value: unknown): unknown => {
  if (value === null || value === undefined) return null
  return target.kind === 'column' && target.field.type === 'boolean' ? value === 1 : value
}

const text = { type: 'string' }

export const aggregateParameters = (askable: string) => [
  {
    name: 'group',
    in: 'query',
    schema: text,
    description: `What to count by, dates with a unit (${units.join(', ')}) / まとめる項目: ${askable}`,
  },
  ...measures.map((kind) => ({
    name: kind,
    in: 'query',
    schema: text,
    description: 'Fields, with commas / 項目（カンマ区切り）',
  })),
  { name: 'sort', in: 'query', schema: text, description: 'count, -count (default) or a group / 並べ替え' },
]

export const aggregateReply = {
  type: 'array',
  items: {
    type: 'object',
    required: ['group', 'count'],
    properties: {
      group: { type: 'object', additionalProperties: true },
      count: { type: 'integer' },
      ...Object.fromEntries(measures.map((kind) => [kind, { type: 'object', additionalProperties: true }])),
    },
  },
}
