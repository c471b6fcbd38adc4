/** A token and where it stands: neighbours have neighbouring positions, whatever script they are in. */
export type Token = { text: string; position: number; lone?: boolean }

export const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u
// A word ends where Japanese begins: in コンポーネント after "React" without a space both are found.
const runs =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+|[[\p{L}\p{N}\p{M}_]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]]+/gv

/** As texts are compared: one width, one case, and katakana as hiragana, because people type either. */
export const searchForm = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30A1-\u30F6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))

/**
 * Tokens of a text. Japanese runs become overlapping pairs of characters and, at their end, the last character alone (`lone`), so that a
 * single character is found there, too; other runs become words, cut at 100 characters.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  for (const [run] of searchForm(text).matchAll(runs)) {
    if (!japanese.test(run)) {
      tokens.push({ text: run.slice(0, 100), position: ++position })
      continue
    }
    const characters = [...run]
    for (let i = 0; i + 1 < characters.length; i++)
      tokens.push({ text: characters[i]! + characters[i + 1]!, position: ++position })
    tokens.push({ text: characters.at(-1)!, position: ++position, lone: true })
  }
  return tokens
}

export const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** Tokens in parts that fit a tsvector well within its limits (16,383 positions, 256 of one word); parts overlap by a phrase's length. */
export function documentParts(text: string, weight: 'A' | 'B' | 'C' | 'D'): string[] {
  const tokens = tokensOf(text)
  const partLength = 2000
  const overlap = 40
  const parts: string[] = []
  for (let start = 0; start < tokens.length; start += partLength) {
    const positions = new Map<string, number[]>()
    const first = tokens[start]!.position
    for (const token of tokens.slice(start, start + partLength + overlap)) {
      const known = positions.get(token.text)
      const position = token.position - first + 1
      if (!known) positions.set(token.text, [position])
      else if (known.length < 255) known.push(position)
    }
    parts.push(
      [...positions]
        .map(([word, at]) => `${quoted(word)}:${at.map((p) => `${p}${weight}`).join(',')}`)
        .join(' '),
    )
  }
  return parts
}
