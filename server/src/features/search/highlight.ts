import type { PlainWord } from '#lib/search-query.ts'
import { searchForm } from '#lib/search-tokens.ts'

/** Part of a text around what was looked for, and where in it that stands: `[from, to]` in UTF-16 units. Text, never markup. */
export type Highlight = { text: string; marks: [number, number][] }

/** A character with what belongs to it, such as a dakuten of its own. */
const clusters = /[\s\S][\p{M}\u3099\u309A\uFF9E\uFF9F]*/gu
const letter = /[\p{L}\p{N}_]/u

/** The form that is compared, and for each unit of it where in the text it comes from. */
function compared(text: string): { form: string; places: number[] } {
  let form = ''
  const places: number[] = []
  for (const { 0: cluster, index } of text.matchAll(clusters)) {
    const own = searchForm(cluster)
    form += own
    for (let i = 0; i < own.length; i++) places.push(index)
  }
  places.push(text.length)
  return { form, places }
}

/** Around the first word that stands in the text; its beginning when none does. */
export function highlight(source: string, words: readonly PlainWord[], length = 120): Highlight {
  const whole = source.replace(/\s+/gu, ' ').trim()
  const { from, to } = stretchAround(whole, words)
  const plain = whole.slice(from, to)
  const { form, places } = compared(plain)
  const hits = words.flatMap((word) => occurrences(form, word)).toSorted((a, b) => a[0] - b[0])
  const first = hits[0] ? places[hits[0][0]]! : 0
  const start = aligned(plain, Math.max(0, first - Math.floor(length / 3)))
  const end = aligned(plain, Math.min(plain.length, start + length))
  const before = from + start > 0 ? '…' : ''
  const shift = before.length - start
  const marks: [number, number][] = []
  for (const [at, until] of hits) {
    const mark: [number, number] = [places[at]! + shift, places[until]! + shift]
    if (mark[0] < before.length || mark[1] > end + shift) continue
    const last = marks.at(-1)
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1])
    else marks.push(mark)
  }
  return { text: `${before}${plain.slice(start, end)}${from + end < whole.length ? '…' : ''}`, marks }
}

const stretch = 4000
/** More than a word and what is shown around it. */
const margin = 1000

/**
 * The part of a text that the snippet is made of. Comparing character by character is some fifty times slower than comparing as a whole
 * (a million characters: half a second for one hit), so that is only done where a word has been seen.
 */
function stretchAround(text: string, words: readonly PlainWord[]): { from: number; to: number } {
  for (let at = 0; at < text.length; at += stretch) {
    const [from, to] = [aligned(text, Math.max(0, at - margin)), aligned(text, at + stretch + margin)]
    const form = searchForm(text.slice(from, to))
    if (words.some((word) => occurrences(form, word).length > 0)) return { from, to }
  }
  return { from: 0, to: stretch }
}

const mostHits = 200

function occurrences(form: string, { form: word, start }: PlainWord): [number, number][] {
  const found: [number, number][] = []
  if (word === '') return found
  for (
    let at = form.indexOf(word);
    at >= 0 && found.length < mostHits;
    at = form.indexOf(word, at + word.length)
  )
    if (!start || at === 0 || !letter.test(form[at - 1]!)) found.push([at, at + word.length])
  return found
}

/** Never between the halves of one character. */
const aligned = (text: string, at: number): number =>
  at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text[at]!) ? at + 1 : at
