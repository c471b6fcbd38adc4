/** Comparing costs length times length, and words come from outside. */
const longest = 100

/** The word of `known` that is closest to `word` by edit distance, or nothing when none is near enough to suggest. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > longest) return undefined
  let best: string | undefined
  let bestDistance = Math.max(2, Math.ceil(word.length / 4)) + 1
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (
      distance < bestDistance &&
      [...candidate.toLowerCase()].some((one) => word.toLowerCase().includes(one))
    ) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, swap))
    }
    previous = row
  }
  return previous[b.length]!
}
