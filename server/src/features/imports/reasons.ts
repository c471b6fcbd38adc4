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
  const told: Record<string, Cell> = { [lineColumn]: line, [reasonColumn]: text }
  const row = headWithReason(head).map(
    (name, at) => told[name] ?? (at < head.length ? cells[at] : null) ?? null,
  )
  return [...row, ...cells.slice(head.length)]
}

/** A line that is no object has no place for a reason, and is given back as it is; one that was too long was never held. */
export function lineWithReason(given: string | undefined, { line, text }: Reason): string {
  const added = `${JSON.stringify(lineColumn)}:${line},${JSON.stringify(reasonColumn)}:${JSON.stringify(text)}}`
  if (given === undefined) return `{${added}`
  const bare = given.trim().replace(before, '')
  const own = bare.replace(/\s*\}$/, '')
  if (!isJsonObject(given)) return given.trim()
  // Put in as text: numbers and their order stay as they were written.
  return own === '{' ? `{${added}` : `${own},${added}`
}

/** What an earlier round has added. */
const before = /,?"import\.line":\d+,"import\.reason":"(?:[^"\\]|\\.)*"(?=\}$)/

function isJsonObject(text: string): boolean {
  try {
    return isObject(parseJson(text, 65))
  } catch {
    return false
  }
}
