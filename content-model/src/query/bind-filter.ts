import type { Field } from '../definition.ts'
import { toMoment } from '../fields/date-time.ts'
import { isDay } from '../fields/date.ts'
import { fromZoned } from '../zoned.ts'
import { typeOf } from '../fields/index.ts'
import { isId } from '../fields/relation.ts'
import { issue, type Issue } from '../issue.ts'
import { costs, limits } from '../limits.ts'
import { isVariable, type Filter, type Op, type Operand, type Scalar, type Variable } from './ast.ts'
import {
  attributes,
  type AttributeName,
  type BoundFilter,
  type Hop,
  type Leaf,
  type Model,
  type ModelType,
  type Target,
} from './model.ts'

export type Binding = {
  model: Model
  /** `delivery` does not know fields that are never delivered. */
  audience: 'delivery' | 'management'
  /** Paths a query may filter by; nothing: every filterable field. */
  allowed?: readonly string[] | undefined
  /** May the caller read this field? Nobody filters or sorts by what they may not read. */
  readable?: ((type: ModelType, field: string) => boolean) | undefined
  /** Where a day begins when moments are asked for by days; nothing: UTC. */
  timeZone?: string | undefined
  issues: Issue[]
  cost: number
}

const none: BoundFilter = { and: [] }

/** A filter with every path looked up and every value read as its field's type. Issues name the path; never throws. */
export function bindFilter(filter: Filter, type: ModelType, binding: Binding): BoundFilter {
  if ('and' in filter) return { and: filter.and.map((part) => bindFilter(part, type, binding)) }
  if ('or' in filter) return { or: filter.or.map((part) => bindFilter(part, type, binding)) }
  if ('not' in filter) return { not: bindFilter(filter.not, type, binding) }
  const { path, op, value } = filter
  const at = `/filter/${path}`
  if (binding.allowed && !binding.allowed.includes(path))
    return refuse(binding, at, 'filter_not_allowed', { path })
  const found = resolve(path, type, binding, at)
  if (!found) return none
  const bad = found.targets.find((target) => !operatorsOf(target).includes(op))
  if (bad)
    return refuse(binding, `${at}/${op}`, 'op_not_for_field', { op, allowed: operatorsOf(bad).join(', ') })
  const [first, ...others] = found.targets.map((target) => readOperand(target, op, value, binding.timeZone))
  if (first === undefined)
    return refuse(binding, `${at}/${op}`, 'value_wrong', {
      path,
      expected: expectedOf(found.targets[0]!, op),
    })
  // One operand goes to every type the relation leads to: a text for one and a number for another would fail in the database.
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first)))
    return refuse(binding, at, 'targets_differ', { path })
  binding.cost +=
    costs.condition + found.hops.length * costs.hop + (op === 'contains' || found.costly ? costs.contains : 0)
  return { hops: found.hops, targets: found.targets, op, value: first }
}

type Resolved = { hops: Hop[]; targets: Target[]; costly: boolean }

/** `author.name`: over relations to a field or an attribute. A relation to several types ends in one target each. */
export function resolve(path: string, start: ModelType, binding: Binding, at: string): Resolved | undefined {
  const names = path.split('.')
  const hops: Hop[] = []
  let types = [start]
  for (const name of names.slice(0, -1)) {
    const from = types[0]!
    const field = types.length === 1 ? visibleField(from, name, binding) : undefined
    if (field?.type !== 'relation') return unknown(binding, at, path)
    if (hops.length >= limits.hops) {
      binding.issues.push(issue(at, 'too_many_hops', { hops: names.length - 1, limit: limits.hops }))
      return undefined
    }
    hops.push({ from, field })
    types = (field.to ?? []).flatMap((key) => binding.model.type(key) ?? [])
  }
  const last = names.at(-1)!
  const targets = types.flatMap((type) => targetOf(type, last, binding) ?? [])
  if (targets.length > 0)
    return { hops, targets, costly: targets.some(({ kind }) => kind === 'values' || kind === 'reverse') }
  if (!types.some((type) => visibleField(type, last, binding))) return unknown(binding, at, path)
  binding.issues.push(issue(at, 'not_filterable', { path }))
  return undefined
}

function unknown(binding: Binding, at: string, path: string): undefined {
  binding.issues.push(issue(at, 'path_unknown', { path }))
  return undefined
}

function visibleField(type: ModelType, key: string, binding: Binding): Field | undefined {
  const field = type.definition.fields.find((one) => one.key === key)
  if (!field || (field.neverDelivered && binding.audience === 'delivery')) return undefined
  return binding.readable && !binding.readable(type, key) ? undefined : field
}

function targetOf(type: ModelType, name: string, binding: Binding): Target | undefined {
  if (Object.hasOwn(attributes, name)) {
    const attribute = attributes[name as AttributeName]
    return { kind: 'attribute', name: name as AttributeName, column: attribute.column, value: attribute.kind }
  }
  const field = visibleField(type, name, binding)
  if (!field?.filterable) return undefined
  if (field.of) return reverseOf(type, field, binding)
  const kind = typeOf(field).column(field)
  if (kind === 'refs') return { kind: 'refs', type, field }
  const column = type.columns[field.key]
  if (kind === null) return undefined
  return column === undefined
    ? { kind: 'values', type, field }
    : { kind: 'column', type, field, column, value: kind }
}

/** Who may not read the relation may not ask about its other side. */
function reverseOf(type: ModelType, field: Field, binding: Binding): Target | undefined {
  const from = field.of && binding.model.type(field.of.type)
  const by = from && visibleField(from, field.of!.field, binding)
  return by?.type === 'relation' ? { kind: 'reverse', type, field, from: from!, by } : undefined
}

export function operatorsOf(target: Target): readonly Op[] {
  if (target.kind === 'attribute') {
    if (target.value === 'id') return ['eq', 'ne', 'in', 'nin', 'exists']
    return target.value === 'text'
      ? ['eq', 'ne', 'in', 'nin', 'startsWith', 'exists']
      : ['eq', 'ne', 'in', 'nin', 'lt', 'lte', 'gt', 'gte', 'exists']
  }
  const own = typeOf(target.field).operators
  return target.kind === 'values'
    ? own.filter((op) => op === 'eq' || op === 'ne' || op === 'contains' || op === 'exists')
    : own
}

/** The operand in its field's type: query strings bring everything as text. Nothing when it cannot be read. */
function readOperand(target: Target, op: Op, value: Operand, zone: string | undefined): Operand | undefined {
  if (isVariable(value)) return variableFits(value.var, target, op) ? value : undefined
  if (Array.isArray(value) !== (op === 'in' || op === 'nin')) return undefined
  if (op === 'exists')
    return value === true || value === 'true'
      ? true
      : value === false || value === 'false'
        ? false
        : undefined
  if (Array.isArray(value)) {
    const all = value.map((one) => readScalar(target, op, one, zone))
    return all.includes(undefined) ? undefined : (all as Scalar[])
  }
  return readScalar(target, op, value, zone)
}

/** What is filled in later must fit now: a list where one number is compared would fail in the database. */
function variableFits(name: Variable['var'], target: Target, op: Op): boolean {
  const kind = valueKind(target)
  if (name === 'now') return kind === 'date' && ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'].includes(op)
  if (name === 'member.id') return (kind === 'id' || kind === 'text') && (op === 'eq' || op === 'ne')
  return kind === 'text' && ['eq', 'in', 'nin'].includes(op)
}

function readScalar(target: Target, op: Op, value: Scalar, zone: string | undefined): Scalar | undefined {
  if (value === null) return undefined
  const read = readKind(target, op, value, zone)
  if (target.kind !== 'values' || read === undefined) return read
  // Without a column the value is compared as it is kept: a day as a day, yes and no by name.
  if (target.field.type === 'boolean') return read === 1 ? 'true' : 'false'
  return target.field.type === 'date' ? String(read).slice(0, 10) : String(read)
}

function readKind(
  target: Target,
  op: Op,
  value: string | number | boolean,
  zone = 'UTC',
): Scalar | undefined {
  switch (valueKind(target)) {
    case 'id':
      return isId(value) ? value : undefined
    case 'boolean':
      return value === true || value === 'true' ? 1 : value === false || value === 'false' ? 0 : undefined
    case 'number':
      if (typeof value === 'number') return value
      return typeof value === 'string' && /^-?\d{1,17}(\.\d{1,17})?$/.test(value) ? Number(value) : undefined
    case 'date':
      if (!isDay(value)) return toMoment(value)
      if (target.kind !== 'attribute' && target.field.type === 'date') return `${value}T00:00:00.000Z`
      return toMoment(fromZoned(`${value}T00:00`, zone))
    default:
      // Kept texts are NFC: macOS sends が as two characters.
      if (typeof value === 'boolean') return undefined
      return target.kind !== 'attribute' && typeOf(target.field).written !== null
        ? readWritten(target.field, op, String(value))
        : String(value).normalize('NFC')
  }
}

/** What is kept in one form must be found when it is asked for in another; what cannot become that form is no value of the field. */
function readWritten(field: Field, op: Op, value: string): string | undefined {
  const type = typeOf(field)
  const kept = type.normalise(value, field)
  // The beginning of a value need not be one itself: `blog/` is no slug.
  return op === 'startsWith' || type.check(kept, field).length === 0 ? String(kept) : undefined
}

function valueKind(target: Target): 'id' | 'boolean' | 'number' | 'date' | 'text' {
  if (target.kind === 'attribute') return target.value
  if (target.kind === 'reverse') return 'number'
  if (target.field.type === 'relation' || target.field.type === 'member') return 'id'
  if (target.field.type === 'boolean') return 'boolean'
  const kind = typeOf(target.field).column(target.field)
  return kind === 'number' || kind === 'date' ? kind : 'text'
}

const expectations = { id: 'id', boolean: 'true | false', number: '123', date: '2026-11-24', text: 'text' }
function expectedOf(target: Target, op: Op): string {
  if (op === 'exists') return 'true | false'
  const written = target.kind === 'attribute' ? null : typeOf(target.field).written
  return written ?? expectations[valueKind(target)]
}

function refuse(binding: Binding, at: string, code: string, params: Issue['params']): BoundFilter {
  binding.issues.push(issue(at, code, params))
  return none
}

export const leavesOf = (filter: BoundFilter | null): Leaf[] => {
  if (!filter) return []
  if ('and' in filter) return filter.and.flatMap(leavesOf)
  if ('or' in filter) return filter.or.flatMap(leavesOf)
  return 'not' in filter ? leavesOf(filter.not) : [filter]
}
