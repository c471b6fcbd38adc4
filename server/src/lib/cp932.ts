import iconv from 'iconv-lite'

/** Twins that Unicode knows under two numbers and Windows under the other one: wave dash, minus, dash, parallel, cent, pound, not. */
const twins: Record<string, string> = {
  '\u301C': '\uFF5E',
  '\u2212': '\uFF0D',
  '\u2014': '\u2015',
  '\u2016': '\u2225',
  '\u00A2': '\uFFE0',
  '\u00A3': '\uFFE1',
  '\u00AC': '\uFFE2',
}
const known = new Map<string, string | null>()

/** The character as cp932 has it; null: it has none. */
function mapped(character: string): string | null {
  let found = known.get(character)
  if (found === undefined) {
    const twin = twins[character] ?? character
    found = iconv.encode(twin, 'cp932').equals(Buffer.from('?')) ? null : twin
    known.set(character, found)
  }
  return found
}

const beyondAscii = /[^\0-\x7F]/gu

/** Characters of a text that cp932 does not have, each once. */
export const unmappedIn = (text: string): string[] => [
  ...new Set((text.match(beyondAscii) ?? []).filter((character) => mapped(character) === null)),
]

/** Windows' Shift_JIS. What it does not have becomes `&#x20BB7;`, which loses nothing and cannot be overlooked. */
export const toCp932 = (text: string): Buffer =>
  iconv.encode(
    text.replace(
      beyondAscii,
      (character) => mapped(character) ?? `&#x${character.codePointAt(0)!.toString(16).toUpperCase()};`,
    ),
    'cp932',
  )
