import type { MoveBody } from '@dozo/client'

/** A row of the tree as it is seen, in the order in which rows are seen. */
export type Row = { id: string; title: string; parent: string | null; depth: number; open: boolean }

/** Where a branch comes to stand. `at`, `count`: among the entries beside it, as far as they are seen. */
export type Target = { body: MoveBody; parent: string | null; depth: number; at?: number; count?: number }

/** The rows without one and all that hangs on it. */
export function without(rows: readonly Row[], id: string): Row[] {
  const from = rows.findIndex((row) => row.id === id)
  if (from === -1) return [...rows]
  const end = rows.findIndex((row, i) => i > from && row.depth <= rows[from]!.depth)
  return rows.toSpliced(from, (end === -1 ? rows.length : end) - from)
}

/**
 * What letting go between two rows means. `gap`: how many rows of those that stay lie above; `wanted`: the level at which it is held, which
 * the rows around it narrow: below the one above at most, beside the one beneath at least.
 */
export function targetAt(rest: readonly Row[], gap: number, wanted: number): Target {
  const [above, below] = [rest[gap - 1], rest[gap]]
  if (!above)
    return {
      body: below ? { before: below.id } : { place: 'first', parent: null },
      parent: null,
      depth: 0,
      ...among(rest, null, 0),
    }
  const depth = Math.min(Math.max(wanted, below?.depth ?? 0), above.depth + 1)
  if (depth > above.depth) {
    const first = below?.parent === above.id
    return {
      body: first ? { before: below.id } : { place: 'last', parent: above.id },
      parent: above.id,
      depth,
      ...(above.open ? among(rest, above.id, gap) : {}),
    }
  }
  const beside = rest.slice(0, gap).findLast((row) => row.depth === depth)!
  return { body: { after: beside.id }, parent: beside.parent, depth, ...among(rest, beside.parent, gap) }
}

function among(rest: readonly Row[], parent: string | null, gap: number) {
  const beside = (rows: readonly Row[]) => rows.filter((row) => row.parent === parent).length
  return { at: beside(rest.slice(0, gap)), count: beside(rest) + 1 }
}

/** Whether that is where it stands already. */
export function staysAt(rows: readonly Row[], id: string, target: Target): boolean {
  const row = rows.find((one) => one.id === id)
  const beside = rows.filter((one) => one.parent === row?.parent)
  return row?.parent === target.parent && beside.findIndex((one) => one.id === id) === target.at
}
