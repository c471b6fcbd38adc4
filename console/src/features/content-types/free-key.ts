import { reservedKeys } from '@dozo/content-model/check-definition'

/** A key for something new: the name it would have, with a number when that is taken. */
export function freeKey(base: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}${n}`
    if (!taken.includes(key) && !reservedKeys.has(key)) return key
  }
}
