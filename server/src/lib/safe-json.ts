export class JsonRefused extends Error {
  readonly reason: 'json_broken' | 'json_too_deep' | 'json_forbidden_key'
  readonly params: Record<string, number>
  constructor(reason: JsonRefused['reason'], params: Record<string, number> = {}) {
    super(reason)
    this.reason = reason
    this.params = params
  }
}

/**
 * JSON text from outside, parsed. Nesting past `maxDepth` is refused before parsing (a deep bomb costs one linear scan),
 * and so are the keys that reach an object's prototype and halves of surrogate pairs, which no database column holds.
 * Throws JsonRefused.
 */
export function parseJson(text: string, maxDepth = 64): unknown {
  refuseDepth(text, maxDepth)
  let forbidden = false
  let broken = false
  const parsed = attempt(() =>
    // A reviver costs time on every value: it only runs when the text holds one of the names at all (perhaps escaped).
    /__proto__|constructor|\\u/i.test(text)
      ? JSON.parse(text, (key, value) => {
          if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) broken = true
          if (key === '__proto__') forbidden = true
          if (key === 'constructor' && value !== null && typeof value === 'object' && 'prototype' in value)
            forbidden = true
          return value
        })
      : JSON.parse(text),
  )
  if (forbidden) throw new JsonRefused('json_forbidden_key')
  if (broken) throw new JsonRefused('json_broken')
  return parsed
}

function attempt(parse: () => unknown): unknown {
  try {
    return parse()
  } catch {
    throw new JsonRefused('json_broken')
  }
}

function refuseDepth(text: string, maxDepth: number): void {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === 92) i++
      else if (c === 34) inString = false
    } else if (c === 34) inString = true
    else if (c === 91 || c === 123) {
      if (++depth > maxDepth) throw new JsonRefused('json_too_deep', { limit: maxDepth })
    } else if (c === 93 || c === 125) depth--
  }
}
