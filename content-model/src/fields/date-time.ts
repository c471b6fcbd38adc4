import { fieldType, orderOperators } from '../field-type.ts'
import { issue } from '../issue.ts'
import { isDay } from './date.ts'

const shape =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** A moment with its zone, `2026-11-24T09:00:00+09:00`; kept in UTC with milliseconds. */
export function toMoment(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined
  const day = shape.exec(text)?.[1]
  if (!day || !isDay(day)) return undefined
  const moment = new Date(text)
  const year = moment.getUTCFullYear()
  return Number.isFinite(moment.getTime()) && year >= 1 && year <= 9999 ? moment.toISOString() : undefined
}

export const dateTime = fieldType({
  type: 'date_time',
  label: { ja: '日時', en: 'Date and time' },
  operators: orderOperators,
  column: () => 'date',
  sortable: true,
  normalise: (value) => toMoment(value) ?? value,
  check: (value) => (toMoment(value) ? [] : [issue('', 'format_date_time')]),
  schema: () => ({ type: 'string', format: 'date-time' }),
  indexValue: (value) => String(value),
})
