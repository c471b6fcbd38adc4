import { useState } from 'react'

let last = 0
export const freshRowKey = (): number => ++last

/** A key for each row of a list, to be moved and taken away as its row is: the focus and what is half typed stay with the row. */
export function useRowKeys(count: number) {
  const [held, hold] = useState<readonly number[]>([])
  // Rows that were added at the end, or that came from elsewhere.
  const keys =
    held.length === count ? held : Array.from({ length: count }, (_, i) => held[i] ?? freshRowKey())
  if (keys !== held) hold(keys)
  return [keys, hold] as const
}
