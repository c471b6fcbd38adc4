import { RE2JS } from 're2js'

export type Pattern = { isFoundIn: (text: string) => boolean }

const patterns = new Map<string, Pattern | null>()

/** A pattern that is found in linear time whatever the text is; null when it is not a pattern. */
export function pattern(source: string): Pattern | null {
  const known = patterns.get(source)
  if (known !== undefined) return known
  const made = compiled(source)
  if (patterns.size > 500) patterns.clear()
  patterns.set(source, made)
  return made
}

function compiled(source: string): Pattern | null {
  try {
    const re2 = RE2JS.compile(source)
    return { isFoundIn: (text) => re2.matcher(text).find() }
  } catch {
    return null
  }
}
