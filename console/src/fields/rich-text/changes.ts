import { partsOf, type Part } from './parts.ts'

export type Piece = { change: 'same' | 'added' | 'removed'; text: string }
export type Change = { change: 'added' | 'removed' | 'changed' | 'format'; part: Part; pieces: Piece[] }

/** What became of the parts of a text between two versions, in their order; those that are the same are left out. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const found: Change[] = []
  let gone: Part[] = []
  let come: Part[] = []
  const flush = () => {
    found.push(...paired(gone, come))
    gone = []
    come = []
  }
  for (const { change, value } of compared(partsOf(before), partsOf(after), keyOf)) {
    if (change === 'removed') gone.push(value)
    else if (change === 'added') come.push(value)
    else flush()
  }
  flush()
  return found
}

/** A cell that only moved, as a row above it came, is the same. */
const keyOf = ({ kind, level, text, look }: Part): string => JSON.stringify([kind, level, text, look])

/** What stands in the same place, of the same kind, was changed; everything else came or went. */
function paired(gone: readonly Part[], come: readonly Part[]): Change[] {
  const left = [...come]
  // Each with each is a square: where much was written anew, only what is next in turn is looked at.
  const near = gone.length * come.length > mostPairs ? 1 : left.length
  const changes = gone.map((old): Change => {
    const at = left
      .slice(0, near)
      .findIndex((one) => one.kind === old.kind && (one.text === old.text || isLike(one, old)))
    if (at < 0) return whole('removed', old)
    const [next] = left.splice(at, 1) as [Part]
    return next.text === old.text && next.level === old.level
      ? whole('format', next)
      : { change: 'changed', part: next, pieces: wordChanges(old.text, next.text) }
  })
  return [...changes, ...left.map((one) => whole('added', one))]
}

/** So many parts are compared word by word, each with each. */
const mostPairs = 400

const isLike = (one: Part, other: Part): boolean => {
  const same = wordChanges(one.text, other.text).filter(({ change }) => change === 'same')
  const kept = same.reduce((sum, { text }) => sum + text.length, 0)
  return kept * 3 >= Math.max(one.text.length, other.text.length)
}

const whole = (change: 'added' | 'removed' | 'format', part: Part): Change => ({
  change,
  part,
  pieces: part.text === '' ? [] : [{ change: change === 'format' ? 'same' : change, text: part.text }],
})

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
const wordsIn = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

export function wordChanges(before: string, after: string): Piece[] {
  const pieces: Piece[] = []
  for (const { change, value } of compared(wordsIn(before), wordsIn(after), String)) {
    const last = pieces.at(-1)
    if (last?.change === change) last.text += value
    else pieces.push({ change, text: value })
  }
  return pieces
}

type Step<T> = { change: Piece['change']; value: T }
/** Beyond this, what lies between the same beginning and the same end went and came as a whole. */
const most = 1500

/** The longest common sequence: what both have, in order, and what only one has. */
function compared<T>(before: readonly T[], after: readonly T[], key: (value: T) => string): Step<T>[] {
  const [a, b] = [before.map(key), after.map(key)]
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from++
  let end = 0
  while (end < a.length - from && end < b.length - from && a.at(-1 - end) === b.at(-1 - end)) end++
  const [n, m] = [a.length - end, b.length - end]
  const step = (change: Step<T>['change'], value: T): Step<T> => ({ change, value })
  const same = (values: readonly T[]) => values.map((value) => step('same', value))
  const middle: Step<T>[] = []
  if (n - from > most || m - from > most)
    middle.push(
      ...before.slice(from, n).map((value) => step('removed', value)),
      ...after.slice(from, m).map((value) => step('added', value)),
    )
  else {
    const width = m - from + 1
    const lengths = new Uint16Array((n - from + 1) * width)
    for (let i = n - 1; i >= from; i--)
      for (let j = m - 1; j >= from; j--) {
        const at = (i - from) * width + (j - from)
        lengths[at] =
          a[i] === b[j] ? lengths[at + width + 1]! + 1 : Math.max(lengths[at + width]!, lengths[at + 1]!)
      }
    for (let [i, j] = [from, from]; i < n || j < m;) {
      const at = (i - from) * width + (j - from)
      if (i < n && j < m && a[i] === b[j]) {
        middle.push(step('same', after[j]!))
        i++
        j++
      } else if (i < n && (j === m || lengths[at + width]! >= lengths[at + 1]!))
        middle.push(step('removed', before[i++]!))
      else middle.push(step('added', after[j++]!))
    }
  }
  return [...same(after.slice(0, from)), ...middle, ...same(after.slice(m))]
}
