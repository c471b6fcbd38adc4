import { fieldType, setOperators } from '../field-type.ts'
import { issue } from '../issue.ts'

const kept = /^#[0-9a-f]{6}([0-9a-f]{2})?$/

/** ＃ＦＦＦ, #fff and #ffffffff are #ffffff: one form for one colour, so that it is found. */
export function toColor(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const text = value.normalize('NFKC').trim().toLowerCase()
  const long = /^#[0-9a-f]{3,4}$/.test(text) ? text.replace(/[0-9a-f]/g, '$&$&') : text
  return long.length === 9 && kept.test(long) && long.endsWith('ff') ? long.slice(0, 7) : long
}

export const isColor = (value: unknown): value is string => typeof value === 'string' && kept.test(value)

/** A colour as `#rrggbb`, or `#rrggbbaa` when light comes through it; lower case. */
export const color = fieldType({
  type: 'color',
  label: { ja: '色', en: 'Colour' },
  operators: setOperators,
  column: () => 'text',
  written: '#3366cc',
  normalise: toColor,
  check: (value) => (isColor(value) ? [] : [issue('', 'format_color')]),
  schema: () => ({ type: 'string', pattern: kept.source }),
  indexValue: (value) => String(value),
})
