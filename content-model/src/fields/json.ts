import { fieldType } from '../field-type.ts'
import { issue } from '../issue.ts'
import { limits } from '../limits.ts'

function tooDeep(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false
  if (depth === 0) return true
  return Object.values(value).some((inner) => tooDeep(inner, depth - 1))
}

/** PostgreSQL's jsonb takes neither a NUL nor half a surrogate pair, in keys as little as in texts. */
function canBeStored(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value === 'number') return Number.isFinite(value)
  if (value === null || typeof value !== 'object') return typeof value === 'boolean' || value === null
  if (Array.isArray(value)) return value.every(canBeStored)
  return Object.entries(value).every(([key, inner]) => canBeStored(key) && canBeStored(inner))
}

export const json = fieldType({
  type: 'json',
  label: { ja: 'JSON', en: 'JSON' },
  isObject: true,
  check(value) {
    if (tooDeep(value, limits.jsonDepth)) return [issue('', 'json_too_deep', { limit: limits.jsonDepth })]
    if (!canBeStored(value)) return [issue('', 'control_characters')]
    const bytes = new TextEncoder().encode(JSON.stringify(value)).length
    return bytes > limits.jsonBytes ? [issue('', 'json_too_big', { limit: limits.jsonBytes })] : []
  },
  schema: () => ({}),
})
