import { isDeepStrictEqual } from 'node:util'
import type { Values } from '@dozo/content-model/values'

/** Field by field what differs, as the audit log tells it. */
export const changesOf = (before: Values, after: Values) =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => !isDeepStrictEqual(before[key], after[key]))
      .map((key) => [key, { before: shortened(before[key]), after: shortened(after[key]) }]),
  )

/** The audit log tells what changed; long texts are kept whole in the versions. */
const shortened = (value: unknown): unknown => {
  const text = JSON.stringify(value)
  return text === undefined || text.length <= 500 ? (value ?? null) : `${text.slice(0, 500)}…`
}
