import { issue, pointerPart, type Issue } from '../issue.ts'

export const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** Keys that a value may not have, the first few of them: a reply stays short whatever was sent. */
export const strangeKeys = (value: Record<string, unknown>, at: string, known: readonly string[]): Issue[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .slice(0, 5)
    .map((key) => issue(`${at}/${pointerPart(key)}`, 'unknown_field', { name: key.slice(0, 40) }))

/** The parts of a value in one order, texts trimmed and in one Unicode form, empty ones gone; unknown ones stay, to be named. */
export function tidyObject(value: unknown, known: readonly string[]): unknown {
  if (!isObject(value)) return value
  const strange = Object.keys(value).filter((key) => !known.includes(key))
  return Object.fromEntries(
    [...known.filter((key) => Object.hasOwn(value, key)), ...strange].flatMap((key) => {
      const own = value[key]
      const tidy = known.includes(key) && typeof own === 'string' ? own.normalize('NFC').trim() : own
      return known.includes(key) && (tidy === '' || tidy === null || tidy === undefined) ? [] : [[key, tidy]]
    }),
  )
}
