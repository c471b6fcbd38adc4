import { fieldType, orderOperators } from '../field-type.ts'
import { issue } from '../issue.ts'

/** A real day of the calendar, `2026-11-24`, years 0001 to 9999. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text)
}

export const date = fieldType({
  type: 'date',
  label: { ja: '日付', en: 'Date' },
  operators: orderOperators,
  column: () => 'date',
  sortable: true,
  canBeUnique: true,
  check: (value) => (isDay(value) ? [] : [issue('', 'format_date')]),
  schema: () => ({ type: 'string', format: 'date' }),
  indexValue: (value) => `${String(value)}T00:00:00.000Z`,
  plainText: (value) => String(value),
})
