import type { Block } from '@dozo/content-model/fields/blocks'

/** A block of a kind in which nothing is written yet. It has its id from the start, so that it stays itself while it is being written. */
export function freshBlock(kind: string): Block {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return { id: `b${[...bytes].map((byte) => (byte % 36).toString(36)).join('')}`, kind, values: {} }
}

/** The list as it is kept: what is no block is not shown, and nobody loses it by writing elsewhere. */
export const blocksOf = (value: unknown): Block[] => (Array.isArray(value) ? (value as Block[]) : [])
