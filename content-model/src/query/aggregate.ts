import { issue, type Issue } from '../issue.ts'
import { costs, limits } from '../limits.ts'
import { resolve, type Binding } from './bind-filter.ts'
import type { ModelType, Target } from './model.ts'

export const units = ['year', 'month', 'day'] as const
export type Unit = (typeof units)[number]
export const measures = ['min', 'max', 'sum', 'avg'] as const
export type MeasureKind = (typeof measures)[number]

/** `by`: what callers wrote, `publishedAt:month`, which is also its name in the reply. */
export type Group = { by: string; target: Target; unit: Unit | null }
export type Measure = { kind: MeasureKind; name: string; target: Target }
/** `by`: `count`, or the place of a group. */
export type AggregateOrder = { by: 'count' | number; descending: boolean }
export type Aggregate = { groups: Group[]; measures: Measure[]; order: AggregateOrder }

export type AskedAggregate = { group?: string | undefined; sort?: readonly string[] | undefined } & {
  [kind in MeasureKind]?: string | undefined
}

const nothing = ['status', 'id', 'key', 'number', 'createdBy', 'position']
const listed = (text: string | undefined): string[] =>
  text === undefined ? [] : text.split(',').map((part) => part.trim())

/** What entries are counted by and what is told of each group. Issues name the parameter; costs are added to the binding. */
export function bindAggregate(asked: AskedAggregate, type: ModelType, binding: Binding): Aggregate {
  const { issues } = binding
  const names = listed(asked.group)
  const groups = bindGroups('/group', asked.group, limits.groups, type, binding)
  const told = measures.flatMap((kind) => listed(asked[kind]).map((name) => ({ kind, name })))
  if (told.length > limits.measures)
    issues.push(issue(`/${told.at(-1)!.kind}`, 'too_many_items', { limit: limits.measures }))
  const own = told.slice(0, limits.measures).flatMap((one) => bindMeasure(one, type, binding))
  return { groups, measures: own, order: bindOrder(asked.sort, names, issues) }
}

/** `at`: the parameter that lists them, with commas. */
export function bindGroups(
  at: string,
  asked: string | undefined,
  most: number,
  type: ModelType,
  binding: Binding,
): Group[] {
  const names = listed(asked)
  if (names.length > most)
    binding.issues.push(issue(at, 'too_many_items', { limit: most, count: names.length }))
  return names.slice(0, most).flatMap((by) => bindGroup(at, by, type, binding))
}

function bindGroup(at: string, by: string, type: ModelType, binding: Binding): Group[] {
  const [name = '', unit, ...more] = by.split(':')
  if (more.length > 0 || name === '' || name.includes('.'))
    return refused(binding, at, 'not_groupable', { path: by.slice(0, 100) })
  const target = own(name, type, binding, at)
  if (!target) return []
  const groupable =
    target.kind !== 'values' &&
    target.kind !== 'reverse' &&
    !(target.kind === 'attribute' && nothing.includes(name))
  if (!groupable) return refused(binding, at, 'not_groupable', { path: name })
  const dated = target.kind !== 'refs' && target.value === 'date'
  const known = units.find((one) => one === unit)
  if (dated !== (known !== undefined) || (unit !== undefined && !known))
    return dated
      ? refused(binding, at, 'unit_wanted', { path: name, units: units.join(', ') })
      : refused(binding, at, 'unit_not_for_field', { path: name })
  binding.cost += costs.group
  return [{ by, target, unit: known ?? null }]
}

function bindMeasure(
  { kind, name }: { kind: MeasureKind; name: string },
  type: ModelType,
  binding: Binding,
): Measure[] {
  const target = own(name, type, binding, `/${kind}`)
  if (!target) return []
  const value = target.kind === 'column' || target.kind === 'attribute' ? target.value : 'text'
  const switchable = target.kind === 'column' && target.field.type === 'boolean'
  const fits = !switchable && (value === 'number' || (value === 'date' && (kind === 'min' || kind === 'max')))
  if (!fits) return refused(binding, `/${kind}`, 'not_measurable', { path: name })
  binding.cost += costs.measure
  return [{ kind, name, target }]
}

/** A field or attribute of the entry itself that the caller may ask about. */
function own(name: string, type: ModelType, binding: Binding, at: string): Target | undefined {
  if (binding.allowed && !binding.allowed.includes(name)) {
    binding.issues.push(issue(at, 'filter_not_allowed', { path: name.slice(0, 100) }))
    return undefined
  }
  return name.includes('.')
    ? void binding.issues.push(issue(at, 'path_unknown', { path: name.slice(0, 100) }))
    : resolve(name, type, binding, at)?.targets[0]
}

/** The largest groups first, unless said otherwise. */
function bindOrder(
  sort: readonly string[] | undefined,
  names: readonly string[],
  issues: Issue[],
): AggregateOrder {
  const [first, ...more] = sort ?? ['-count']
  const descending = first?.startsWith('-') ?? false
  const name = descending ? first!.slice(1) : first
  const place = names.indexOf(name ?? '')
  if (more.length > 0 || (name !== 'count' && place < 0))
    issues.push(issue('/sort', 'not_an_option', { allowed: ['count', ...names].join(', ').slice(0, 200) }))
  return { by: place < 0 ? 'count' : place, descending }
}

function refused(binding: Binding, at: string, code: string, params: Issue['params']): [] {
  binding.issues.push(issue(at, code, params))
  return []
}
