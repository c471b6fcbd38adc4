import type { Choice, Field } from '@dozo/content-model/definition'
import { toMoment } from '@dozo/content-model/fields/date-time'
import { isDay } from '@dozo/content-model/fields/date'
import { typeOf } from '@dozo/content-model/fields/index'
import type { Op } from '@dozo/content-model/query/ast'

/** One comparison of a field with a value; null is a value that was not given yet. */
export type Row = { path: string; op: Op; value: unknown }

/** What people choose from: the operators of the grammar, where being there and being empty are two. */
export type Comparison = Exclude<Op, 'exists'> | 'filled' | 'empty'

const order: readonly Comparison[] = [
  'contains',
  'eq',
  'ne',
  'startsWith',
  'in',
  'nin',
  'gt',
  'gte',
  'lt',
  'lte',
  'filled',
  'empty',
]
/** What has an order that people mean: nobody asks for texts after another text. */
const measured: readonly Field['type'][] = ['number', 'counter', 'reverse', 'date', 'date_time', 'time']
/** Values of these are chosen, so several can be chosen. */
const chosen: readonly Field['type'][] = ['select', 'multi_select', 'relation', 'member']

const opOf = (comparison: Comparison): Op =>
  comparison === 'filled' || comparison === 'empty' ? 'exists' : comparison

const isList = (op: Op): boolean => op === 'in' || op === 'nin'
const isOrder = (op: Op): boolean => ['gt', 'gte', 'lt', 'lte'].includes(op)

/** Whether a field may hold several values, so that one of them is asked for. */
export const holdsSeveral = (field: Field): boolean => field.type === 'multi_select' || field.many === true

export const comparisonOf = ({ op, value }: Pick<Row, 'op' | 'value'>): Comparison =>
  op !== 'exists' ? op : value === false ? 'empty' : 'filled'

/** What a field can be asked. `lists`: also whether it is one of several values. */
export function comparisonsOf(field: Field, lists: boolean): Comparison[] {
  if (field.key === 'status') return ['eq', 'ne']
  const known = typeOf(field).operators
  return order.filter((one) => {
    const op = opOf(one)
    if (!known.includes(op) || (isOrder(op) && !measured.includes(field.type))) return false
    return !isList(op) || (lists && chosen.includes(field.type))
  })
}

/** The row that a field begins with. */
export function startOf(field: Field): Row {
  const op = comparisonsOf(field, false).includes('eq') ? 'eq' : (typeOf(field).operators[0] ?? 'eq')
  return { path: field.key, op, value: field.type === 'boolean' ? true : null }
}

/** The same row about another field, and with another comparison; a value stays where it still is one. */
export function about(field: Field, row: Row): Row {
  const start = startOf(field)
  const kept = comparisonsOf(field, true).includes(comparisonOf(row))
  return kept && (row.op === 'exists' || !isList(row.op)) ? compared(field, start, comparisonOf(row)) : start
}

export function compared(field: Field, row: Row, comparison: Comparison): Row {
  const op = opOf(comparison)
  if (op === 'exists') return { ...row, op, value: comparison === 'filled' }
  const plain = row.op === 'exists' ? startOf(field).value : row.value
  const one: unknown = Array.isArray(plain) ? (plain[0] ?? null) : plain
  const several = Array.isArray(plain) ? plain : plain === null ? null : [plain]
  return { ...row, op, value: isList(op) ? several : one }
}

/** Whether the inputs can show the value of a row as it is written down. */
export function fits(field: Field, { op, value }: Row): boolean {
  if (!typeOf(field).operators.includes(op)) return false
  if (op === 'exists') return typeof value === 'boolean'
  if (value === null) return true
  if (isList(op))
    return (
      chosen.includes(field.type) &&
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((one) => typeof one === 'string')
    )
  if (field.type === 'boolean') return typeof value === 'boolean'
  // Text is what is half written.
  if (field.type === 'number' || field.type === 'counter')
    return typeof value === 'number' || typeof value === 'string'
  if (field.type === 'date') return isDay(value)
  return field.type === 'date_time' ? toMoment(value) !== undefined : typeof value === 'string'
}

const yesOrNo: Choice[] = [
  { value: 'true', name: { ja: 'はい', en: 'Yes' } },
  { value: 'false', name: { ja: 'いいえ', en: 'No' } },
]

/** The field as one writes a value to compare with: one entry of a relation, one option, plain text for the rest. */
export function valueField(field: Field, op: Op = 'eq'): Field {
  const { key, type, name } = field
  const {
    help: _help,
    note: _note,
    placeholder: _placeholder,
    default: _default,
    required: _required,
    localized: _localized,
    many: _many,
    max: _max,
    ...plain
  } = field
  const many = isList(op)
  if (type === 'boolean') return { key, type: 'select', name, options: yesOrNo }
  if (type === 'select' || type === 'multi_select')
    return { ...plain, type: many ? 'multi_select' : 'select' }
  // What points here is counted.
  if (type === 'reverse' || type === 'counter') return { key, type: 'number', name }
  if (['text', 'computed', 'slug'].includes(type)) return { key, type: 'text', name }
  return many ? { ...plain, many } : plain
}
