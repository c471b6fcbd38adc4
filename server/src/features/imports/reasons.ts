// A refused line with the reason beside it. Who sends it again finds it as it was: what was added is left out, and replaced the next time.
import { parseJson } from '#lib/safe-json.ts'
import type { Cell } from './cells.ts'
import { lineColumn, reasonColumn } from './columns.ts'
import { isObject } from './line.ts'

export type Reason = { line: number; text: string }

export const headWithReason = (head: readonly string[]): string[] => [
  ...head,
  ...[lineColumn, reasonColumn].filter((name) => !head.includes(name)),
]

/** Values beyond the head stand behind the reason, where they can be seen. */
export function rowWithReason(
  head: readonly string[],
  cells: readonly Cell[],
  { line, text }: Reason,
): Cell[] {
  const told = new Map<string, Cell>([
    [lineColumn, line],
    [reasonColumn, text],
  ])
  const row = headWithReason(head).map(
    (name, at) => told.get(name) ?? (at < head.length ? cells[at] : null) ?? null,
  )
  return [...row, ...cells.slice(head.length)]
}

/**
 * A line that is no object has no place for a reason, and is given back as it is; one that was too long, or no text, was never held. Lines
 * may be millions of characters long: nothing here looks for an end more than once.
 */
export function lineWithReason(given: string | undefined, { line, text }: Reason): string {
  const added = `${JSON.stringify(lineColumn)}:${line},${JSON.stringify(reasonColumn)}:${JSON.stringify(text)}}`
  if (given === undefined) return `{${added}`
  const bare = given.trim()
  if (!isJsonObject(bare)) return bare
  // Put in as text: numbers and their order stay as they were written.
  const own = withoutReason(bare.slice(0, -1).trimEnd())
  return own === '{' ? `{${added}` : `${own},${added}`
}

/** Without what an earlier round has added at the end of an object that is not closed yet. */
function withoutReason(open: string): string {
  const at = open.lastIndexOf(`${JSON.stringify(lineColumn)}:`)
  if (at < 0 || open.length - at > longestReason || !before.test(open.slice(at))) return open
  const own = open.slice(0, at).trimEnd()
  return own.endsWith(',') ? own.slice(0, -1) : own
}

const longestReason = 100_000
const before = /^"import\.line":\d+,"import\.reason":"(?:[^"\\]|\\.)*"$/

function isJsonObject(text: string): boolean {
  try {
    return isObject(parseJson(text, 65))
  } catch {
    return false
  }
}
