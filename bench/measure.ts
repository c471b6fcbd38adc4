export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)

/** Milliseconds of the work. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Width on a terminal: Japanese characters take two places. */
const widthOf = (text: string) =>
  [...text].reduce((sum, one) => sum + (/[\u1100-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(one) ? 2 : 1), 0)

export function printTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const lines = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, i) => Math.max(...lines.map((line) => widthOf(line[i] ?? ''))))
  for (const line of lines) {
    console.log(
      line
        .map((cell, i) => cell + ' '.repeat(widths[i]! - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
  }
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en')
