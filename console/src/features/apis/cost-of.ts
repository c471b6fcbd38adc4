import type { TrialAnswer } from '@dozo/client'

/** `12; limit=200` and the statements, added up. */
export function costOf(cost: string | null, statements: TrialAnswer['statements']) {
  const [, points, limit] = /^(\d+); limit=(\d+)$/.exec(cost ?? '') ?? []
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
  return {
    points: points === undefined ? undefined : Number(points),
    limit: limit === undefined ? undefined : Number(limit),
    ms: Math.round(sum(statements.map(({ ms }) => ms)) * 100) / 100,
    rows: sum(statements.map(({ rows }) => rows)),
    hints: [...new Set(statements.flatMap(({ hints }) => hints))],
  }
}
