import { fieldType, orderOperators } from '../field-type.ts'
import { issue } from '../issue.ts'

const written = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/
const kept = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/

/** ９：０５ and 9:05:00 are 09:05: one form for one time, so that times as texts are in order and found. */
export function toTime(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const text = value.normalize('NFKC').trim()
  const found = written.exec(text)
  if (!found) return text
  const [, hours, minutes, seconds = '00'] = found
  return `${hours!.padStart(2, '0')}:${minutes}${seconds === '00' ? '' : `:${seconds}`}`
}

/** A time of the day without a zone, `09:05` or `09:05:30`; seconds of zero are not kept. */
export const time = fieldType({
  type: 'time',
  label: { ja: '時刻', en: 'Time' },
  options: ['placeholder'],
  operators: orderOperators,
  column: () => 'text',
  sortable: true,
  written: '09:30',
  normalise: toTime,
  check: (value) => (typeof value === 'string' && kept.test(value) ? [] : [issue('', 'format_time')]),
  schema: () => ({ type: 'string', pattern: kept.source }),
  indexValue: (value) => String(value),
})
