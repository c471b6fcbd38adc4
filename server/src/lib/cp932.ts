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

const reference = (character: string): string => `&#x${character.codePointAt(0)!.toString(16).toUpperCase()};`
const toRefer = /&(?=#x[0-9A-F]{1,6};)|[^\0-\x7F]/gu
const referred = /&#x26;(?=#x[0-9A-F]{1,6};)|&#x([0-9A-F]{1,6});/g

/**
 * Windows' Shift_JIS. What it does not have becomes `&#x20BB7;`, which loses nothing and cannot be overlooked; a text that looks like that
 * already has its `&` written so.
 */
export const toCp932 = (text: string): Buffer =>
  iconv.encode(
    text.replace(toRefer, (character) =>
      character === '&' ? reference(character) : (mapped(character) ?? reference(character)),
    ),
    'cp932',
  )

/** The text that was written by `toCp932` and has been read as cp932: what is referred to becomes itself again. */
export const withoutReferences = (text: string): string =>
  text.replace(referred, (found, code: string | undefined) => {
    if (code === undefined) return '&'
    const number = parseInt(code, 16)
    // Other programs refer to what cp932 has, too: that is theirs, and stays.
    if (number < 0x80 || number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff)) return found
    const character = String.fromCodePoint(number)
    return mapped(character) === null ? character : found
  })
